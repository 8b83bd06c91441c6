using System.Net.Mail;
using NodaTime;
using NodaTime.Text;
using SocialCrm.Configuration;

namespace SocialCrm.Notices;

/// <summary>Reads a <c>notices</c> document, and says of each thing that is wrong where it is and which rule it breaks.</summary>
internal static class NoticeDocument
{
    private const string OwnVariables = "CRM_";
    private const string ServiceKey = "CRM_SERVICE_KEY";

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private static readonly Dictionary<string, NoticeLanguage> Languages = new(StringComparer.Ordinal) { ["fi"] = NoticeLanguage.Finnish, ["en"] = NoticeLanguage.English };

    public static NoticePlan Read(DocumentNode root)
    {
        root.Only("console", "mail", "webhooks", "people", "roles", "onCall", "quietHours", "groupWithin", "language", "alarms", "commitments", "abuse");
        var defaults = NoticePlan.Empty;
        return new NoticePlan
        {
            Mail = root.Member("mail") is { } mail ? MailOf(mail) : null,
            Console = root.Member("console") is { } console ? WebAddressOf(console) : null,
            Webhooks = Named(root.Member("webhooks"), WebhookOf),
            QuietHours = root.Member("quietHours") is { } quiet ? HoursOf(quiet) : null,
            GroupWithin = root.Member("groupWithin")?.Duration(TimeSpan.Zero, TimeSpan.FromDays(1)) ?? defaults.GroupWithin,
            Language = root.Member("language")?.Word(Languages) ?? defaults.Language,
            Promises = root.Member("commitments") is { } promises ? PromisesOf(promises) : defaults.Promises,
            Alarms = root.Member("alarms") is { } alarms ? AlarmDocument.Read(alarms) : defaults.Alarms,
            Abuse = root.Member("abuse") is { } abuse ? AbuseOf(abuse) : defaults.Abuse,
            People = Named(root.Member("people"), ContactOf),
            Roles = Named(root.Member("roles"), RoleOf),
            OnCall = root.Member("onCall") is { } duties ? [.. duties.Items(NoticePlan.MaxItems).Select(DutyOf).OfType<OnCallDuty>()] : [],
        };
    }

    /// <summary>Whom a notice goes to: words that <see cref="Recipients"/> knows.</summary>
    public static IReadOnlyList<string> AddresseesOf(DocumentNode? node, IReadOnlyList<string> otherwise) =>
        node is null ? otherwise : [.. node.Items(NoticePlan.MaxItems).Select(Recipients.Read).OfType<string>()];

    private static Dictionary<string, T> Named<T>(DocumentNode? node, Func<string, DocumentNode, T?> read) where T : class
    {
        var all = new Dictionary<string, T>(StringComparer.Ordinal);
        if (node is null) return all;
        var members = node.Members();
        if (members.Count > NoticePlan.MaxItems) node.Refuse(ConfigurationRule.TooMany, NoticePlan.MaxItems.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (name, member) in members.Take(NoticePlan.MaxItems))
        {
            if (!DocumentNode.IsName(name)) member.Refuse(ConfigurationRule.NotAName);
            else if (read(name, member) is { } value) all[name] = value;
        }

        return all;
    }

    private static MailServer? MailOf(DocumentNode node)
    {
        if (!node.Only("host", "port", "from", "tls", "user", "password")) return null;
        var host = node.Needed("host")?.Text();
        if (host is not null && Uri.CheckHostName(host) == UriHostNameType.Unknown) node.Member("host")!.Refuse(ConfigurationRule.UnknownWord, "mail.example.fi");
        var from = node.Needed("from") is { } sender ? AddressOf(sender) : null;
        var user = node.Member("user")?.Text();
        var password = node.Member("password") is { } secret ? SecretOf(secret) : null;
        if (user is not null && node.Member("password") is null) node.Needed("password");
        if (host is null || from is null) return null;
        return new MailServer(host, (int)(node.Member("port")?.Number(1, 65_535) ?? 587), from, node.Member("tls")?.Flag() ?? true, user, password);
    }

    private static Webhook? WebhookOf(string name, DocumentNode node)
    {
        node.Defines(NameKind.Webhook, name);
        if (!node.Only("url", "secret")) return null;
        var secret = node.Member("secret") is { } reference ? SecretOf(reference) : null;
        return node.Needed("url") is { } address && WebAddressOf(address) is { } url ? new Webhook(name, url, secret) : null;
    }

    private static Uri? WebAddressOf(DocumentNode node)
    {
        if (node.Text(2_000) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0) return url;
        node.Refuse(ConfigurationRule.UnknownWord, "http://…, https://…");
        return null;
    }

    private static SecretReference? SecretOf(DocumentNode node)
    {
        if (node.Text() is not { } text) return null;
        var (kind, name) = text.Split(':', 2) is [var before, var after] ? (before, after) : ("", "");
        // Whoever writes documents doesn't get at what else the process was started with.
        var isFit = kind == "stored" || (kind == "env" && name.StartsWith(OwnVariables, StringComparison.Ordinal) && name != ServiceKey);
        if (isFit && name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')) return new(kind == "stored", name);
        node.Refuse(ConfigurationRule.UnknownWord, $"env:{OwnVariables}…, stored:…");
        return null;
    }

    private static Contact? ContactOf(string name, DocumentNode node)
    {
        node.RefersTo(NameKind.Agent, name);
        if (!node.Only("mail", "webhook", "language", "quietHours")) return null;
        return new Contact
        {
            Mail = node.Member("mail") is { } mail ? AddressOf(mail) : null,
            Webhook = node.Member("webhook")?.Reference(NameKind.Webhook),
            Language = node.Member("language")?.Word(Languages),
            QuietHours = node.Member("quietHours") is { } quiet ? HoursOf(quiet) : null,
        };
    }

    private static Audience? RoleOf(string name, DocumentNode node)
    {
        node.Defines(NameKind.Role, name);
        return AudienceOf(node, "people", "webhooks");
    }

    private static OnCallDuty? DutyOf(DocumentNode node) => AudienceOf(node, "calendar", "people", "webhooks") is { } who
        ? new OnCallDuty(node.Member("calendar")?.Reference(NameKind.Calendar), who)
        : null;

    private static Audience? AudienceOf(DocumentNode node, params ReadOnlySpan<string> members)
    {
        if (!node.Only(members)) return null;
        if (node.Member("people") is null && node.Member("webhooks") is null) node.Needed("people");
        return new Audience(References(node.Member("people"), NameKind.Agent), References(node.Member("webhooks"), NameKind.Webhook));
    }

    private static IReadOnlyList<string> References(DocumentNode? node, NameKind kind) =>
        node is null ? [] : [.. node.Items(NoticePlan.MaxItems).Select(item => item.Reference(kind)).OfType<string>()];

    private static QuietHours? HoursOf(DocumentNode node)
    {
        if (!node.Only("from", "until", "zone")) return null;
        var (from, until) = (TimeOf(node.Needed("from")), TimeOf(node.Needed("until")));
        var zone = node.Member("zone") is { } named ? ZoneOf(named) : DateTimeZoneProviders.Tzdb["Europe/Helsinki"];
        if (from is null || until is null || zone is null) return null;
        if (from != until) return new QuietHours(from.Value, until.Value, zone);
        node.Refuse(Contradiction.NoHours);
        return null;
    }

    private static LocalTime? TimeOf(DocumentNode? node)
    {
        if (node?.Text() is not { } text) return null;
        if (LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true } parsed) return parsed.Value;
        node.Refuse(ConfigurationRule.OutOfRange, "00:00..23:59");
        return null;
    }

    private static DateTimeZone? ZoneOf(DocumentNode node)
    {
        if (node.Text() is not { } name) return null;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone) return zone;
        node.Refuse(ConfigurationRule.UnknownReference, name);
        return null;
    }

    private static string? AddressOf(DocumentNode node)
    {
        if (node.Text() is not { } text) return null;
        if (!text.Any(char.IsControl) && MailAddress.TryCreate(text, out _)) return text;
        node.Refuse(ConfigurationRule.UnknownWord, "name@example.fi");
        return null;
    }

    private static PromisePlan PromisesOf(DocumentNode node)
    {
        node.Only("lateTo", "lateAfter");
        var defaults = new PromisePlan();
        return new PromisePlan
        {
            LateTo = AddresseesOf(node.Member("lateTo"), defaults.LateTo),
            LateAfter = node.Member("lateAfter")?.Duration(Shortest, Longest) ?? defaults.LateAfter,
        };
    }

    private static AbuseTexts AbuseOf(DocumentNode node)
    {
        node.Only("muteFor", "warn", "mute", "block");
        var defaults = new AbuseTexts();
        return new AbuseTexts
        {
            MuteFor = node.Member("muteFor")?.Duration(TimeSpan.FromMinutes(1), Longest) ?? defaults.MuteFor,
            Warn = TextOf(node.Member("warn"), defaults.Warn),
            Mute = TextOf(node.Member("mute"), defaults.Mute),
            Block = TextOf(node.Member("block"), defaults.Block),
        };
    }

    private static LocalText TextOf(DocumentNode? node, LocalText otherwise)
    {
        if (node is null || !node.Only("fi", "en")) return otherwise;
        return new(node.Needed("fi")?.Text(2_000) ?? otherwise.Finnish, node.Needed("en")?.Text(2_000) ?? otherwise.English);
    }
}
