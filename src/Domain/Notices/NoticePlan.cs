using SocialCrm.Calendars;
using SocialCrm.Configuration;

namespace SocialCrm.Notices;

/// <summary>The <c>notices</c> document: who is told of what, by which means, and when not.</summary>
public sealed record NoticePlan
{
    /// <summary>Most entries of each list of the document.</summary>
    public const int MaxItems = 500;

    public static readonly NoticePlan Empty = new();

    /// <summary>How mail is sent; null: none is.</summary>
    public MailServer? Mail { get; init; }
    public IReadOnlyDictionary<string, Webhook> Webhooks { get; init; } = new Dictionary<string, Webhook>(StringComparer.Ordinal);

    /// <summary>Where the console is, for links in mails; null: none are made.</summary>
    public Uri? Console { get; init; }

    /// <summary>By sign-in name.</summary>
    public IReadOnlyDictionary<string, Contact> People { get; init; } = new Dictionary<string, Contact>(StringComparer.Ordinal);

    /// <summary>The company's own roles. A role of this name goes before the sign-in role of the same name.</summary>
    public IReadOnlyDictionary<string, Audience> Roles { get; init; } = new Dictionary<string, Audience>(StringComparer.Ordinal);

    /// <summary>The first whose calendar is open is on call.</summary>
    public IReadOnlyList<OnCallDuty> OnCall { get; init; } = [];

    /// <summary>When mails and webhooks wait, for everybody without hours of their own; null: never.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>What is told within this time after one message goes together into the next. Default 5 minutes.</summary>
    public TimeSpan GroupWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The language of those who didn't say. Default Finnish.</summary>
    public NoticeLanguage Language { get; init; } = NoticeLanguage.Finnish;
    public Alarms Alarms { get; init; } = new();
    public PromisePlan Promises { get; init; } = new();
    public AbuseTexts Abuse { get; init; } = new();

    /// <summary>What is wrong goes to the document's faults; what is read then is of no use.</summary>
    public static NoticePlan Read(DocumentNode root) => NoticeDocument.Read(root);

    /// <summary>Who is on call at a moment; nobody where no duty is open.</summary>
    public Audience OnCallAt(DateTimeOffset at, CalendarSet calendars)
    {
        foreach (var duty in OnCall) if (duty.Calendar is not { } calendar || calendars.Of(calendar).IsOpen(at)) return duty.Who;
        return Audience.Nobody;
    }

    public QuietHours? QuietHoursOf(string recipient) => People.GetValueOrDefault(recipient)?.QuietHours ?? QuietHours;

    public NoticeLanguage LanguageOf(string recipient) => People.GetValueOrDefault(recipient)?.Language ?? Language;
}

/// <summary>A server that takes mail.</summary>
/// <param name="Tls">STARTTLS, and no mail without it.</param>
/// <param name="User">Null: without signing in.</param>
/// <param name="Password">Where the password is; never the password.</param>
public sealed record MailServer(string Host, int Port, string From, bool Tls, string? User, SecretReference? Password);

/// <param name="Secret">What its messages are signed with; null: they aren't.</param>
public sealed record Webhook(string Name, Uri Url, SecretReference? Secret);

/// <summary>Where a secret is: the document never has it.</summary>
/// <param name="IsStored">In the store, under <paramref name="Name"/>; else in the environment variable of that name.</param>
public sealed record SecretReference(bool IsStored, string Name);

/// <summary>How somebody is reached outside of the console; null: not by this means.</summary>
public sealed record Contact
{
    public string? Mail { get; init; }

    /// <summary>The name of a webhook.</summary>
    public string? Webhook { get; init; }
    public NoticeLanguage? Language { get; init; }
    public QuietHours? QuietHours { get; init; }
}

public sealed record Audience(IReadOnlyList<string> People, IReadOnlyList<string> Webhooks)
{
    public static readonly Audience Nobody = new([], []);
}

/// <param name="Calendar">Null: always.</param>
public sealed record OnCallDuty(string? Calendar, Audience Who);

public enum NoticeLanguage
{
    Finnish = 1,
    English = 2,
}

/// <summary>What nobody would notice because nothing happens.</summary>
public sealed record Alarms
{
    public static readonly IReadOnlyList<string> Supervisors = ["role:supervisor"];

    /// <summary>Longest list of unanswered conversations that is as it should be. Default 0.</summary>
    public int UnansweredTarget { get; init; }

    /// <summary>How long a customer waits before the conversation counts as unanswered. Default 0: at once.</summary>
    public TimeSpan UnansweredAfter { get; init; }

    public IReadOnlyList<QuietChannelAlarm> Quiet { get; init; } = [];

    /// <summary>How long a channel that is closed now may have somebody waiting; null: no alarm.</summary>
    public TimeSpan? UnwatchedAfter { get; init; }
    public IReadOnlyList<string> UnwatchedTo { get; init; } = Supervisors;

    /// <summary>How long a customer may wait for whoever has the conversation before others are told; null: no alarm.</summary>
    public TimeSpan? AssigneeAfter { get; init; }
    public IReadOnlyList<string> AssigneeTo { get; init; } = Supervisors;
}

/// <summary>A channel on which customers write all the time has gone quiet: something is broken.</summary>
/// <param name="Account">Null: all accounts together.</param>
/// <param name="After">Duty time of the channel without a customer's message.</param>
public sealed record QuietChannelAlarm(string Channel, string? Account, TimeSpan After, IReadOnlyList<string> To);

/// <summary>Promises that were not kept in time.</summary>
public sealed record PromisePlan
{
    /// <summary>Who is told after the owner.</summary>
    public IReadOnlyList<string> LateTo { get; init; } = Alarms.Supervisors;

    /// <summary>How long after the due time. Default one hour; the owner is told at the due time itself.</summary>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>What customers are told at each step of the abuse ladder, by language: the same for everybody.</summary>
public sealed record AbuseTexts
{
    /// <summary>How long a mute lasts where nobody said. Default 24 hours.</summary>
    public TimeSpan MuteFor { get; init; } = TimeSpan.FromHours(24);
    public LocalText Warn { get; init; } = new(
        "Kirjoitathan asiallisesti. Jatkamme mielellämme asiasi hoitamista.", "Please keep it civil. We are glad to go on with your matter.");
    public LocalText Mute { get; init; } = new(
        "Emme vastaa viesteihisi toistaiseksi, koska ne ovat olleet loukkaavia.", "For now we don't answer your messages, because they have been abusive.");
    public LocalText Block { get; init; } = new(
        "Emme enää vastaa viesteihisi, koska ne ovat jatkuvasti olleet loukkaavia.", "We no longer answer your messages, because they have been abusive again and again.");
}

public sealed record LocalText(string Finnish, string English);
