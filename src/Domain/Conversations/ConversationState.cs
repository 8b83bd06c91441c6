using System.Text.Json.Serialization;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.ResponseTimes;
using SocialCrm.Routing;

namespace SocialCrm.Conversations;

/// <summary>Everything a conversation must know to decide: stored on its head row, small whatever the history.</summary>
public sealed record ConversationState
{
    public ConversationId Id { get; init; }
    public CustomerId Customer { get; init; }
    public string Channel { get; init; } = "";
    public string Account { get; init; } = "";
    public string Thread { get; init; } = "";
    public int Ordinal { get; init; } = 1;

    /// <summary>0 before the first commit.</summary>
    public long Version { get; init; }
    public bool Public { get; init; }
    public Phase Phase { get; init; } = Phase.Active;

    /// <summary>When the act that began the phase was done.</summary>
    public DateTimeOffset? PhaseSince { get; init; }
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>Counts the snoozes, so that a deadline of an earlier one is known as stale.</summary>
    public long SnoozeGeneration { get; init; }
    public Priority Priority { get; init; } = Priority.Normal;
    public string Queue { get; init; } = Queues.Default;
    public string? Assignee { get; init; }

    /// <summary>When the assignee got it; null while nobody has it, and where that isn't known.</summary>
    public DateTimeOffset? AssigneeSince { get; init; }

    /// <summary>Null where no message says.</summary>
    public SpokenLanguage? Spoken { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public MessageFold Messages { get; init; } = MessageFold.Empty;

    /// <summary>The targets that run now: at most one of a response and one of the resolution.</summary>
    [JsonIgnore]
    public IReadOnlyList<Clock> Clocks
    {
        get => Running ?? [];
        init => Running = value.Count == 0 ? null : value;
    }

    /// <summary>The stored form of <see cref="Clocks"/>: most conversations have none, and no room for it.</summary>
    [JsonInclude, JsonPropertyName("clocks")]
    internal IReadOnlyList<Clock>? Running { get; init; }

    /// <summary>Targets missed so far, less those withdrawn.</summary>
    public int Breaches { get; init; }

    /// <summary>The highest step of a ladder that the present wait has reached, from 1; 0 when none.</summary>
    public int EscalationLevel { get; init; }

    /// <summary>The newest message came as past traffic: no deadline runs before the import ends.</summary>
    public bool Held { get; init; }

    /// <summary>Null where there is none: see <see cref="Dealt"/>.</summary>
    public Dealings? Dealings { get; init; }

    /// <summary>What people promised and decided in it.</summary>
    public Dealings Dealt => Dealings ?? Dealings.None;

    /// <summary>Messages are recorded, and nobody is bothered with them: no clock, no queue, no routing.</summary>
    public bool IsSilenced => Dealings?.Standing?.IsSilenced == true;

    /// <summary>Of the customer, when the newest message came; null where nothing was.</summary>
    public KnownCustomer? Known { get; init; }

    public bool Exists => Version > 0;

    public ConversationState With(Dealings dealings) => this with { Dealings = dealings == Dealings.None ? null : dealings };

    /// <summary>
    /// What an agent put it to, else what the messages say: the company's turn (open) unless a human answered last or wrote first (waiting).
    /// </summary>
    public Status Status => Phase switch
    {
        Phase.Resolved => Status.Resolved,
        Phase.Snoozed => Status.Snoozed,
        _ when Messages.WaitingSince is null && Messages.LastAnswerAt is not null => Status.Waiting,
        _ => Status.Open,
    };

    /// <summary>The earliest pending deadline: the head row's <c>next_due_at</c>.</summary>
    public DateTimeOffset? NextDueAt => Earliest(Dealings?.NextAt, Held ? SnoozeEndsAt : Earliest(SnoozeEndsAt, NextMarkAt));

    /// <summary>The next mark of a clock, whether deadlines run or not.</summary>
    public DateTimeOffset? NextMarkAt
    {
        get
        {
            DateTimeOffset? next = null;
            for (var i = 0; i < Clocks.Count; i++) next = Earliest(next, Clocks[i].NextAt);
            return next;
        }
    }

    public DateTimeOffset? SnoozeEndsAt => Phase == Phase.Snoozed ? SnoozedUntil : null;

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;

    public static ConversationState New(CustomerId customer, string channel, string account, string thread, int ordinal = 1) => new()
    {
        Id = Sources.OfConversation(customer, channel, account, thread, ordinal),
        Customer = customer,
        Channel = channel,
        Account = account,
        Thread = thread,
        Ordinal = ordinal,
    };

    public ConversationView ToView() => new()
    {
        Id = Id,
        Version = Version,
        CustomerId = Customer,
        Status = Status,
        Priority = Priority,
        Queue = Queue,
        Assignee = Assignee,
        Channel = Channel,
        Account = Account,
        Thread = Thread.Length == 0 ? null : Thread,
        Ordinal = Ordinal,
        Public = Public,
        OpenedAt = Messages.OpenedAt ?? default,
        WaitingSince = Messages.WaitingSince,
        FirstRespondedAt = Messages.FirstRespondedAt,
        ResolvedAt = Phase == Phase.Resolved ? PhaseSince : null,
        SnoozedUntil = Phase == Phase.Snoozed ? SnoozedUntil : null,
        LastInteractionAt = Messages.Newest?.At ?? default,
        Interactions = Messages.Inbound + Messages.Outbound + Messages.Internal,
        Responses = new ResponseFigures
        {
            Count = Messages.Responses,
            FirstSeconds = Messages.FirstResponseMs / 1000.0,
            LastSeconds = Messages.LastResponseMs / 1000.0,
            TotalSeconds = Messages.TotalResponseMs / 1000.0,
        },
        Deadlines = DeadlineList.Of(this),
        EscalationLevel = EscalationLevel,
        Breaches = Breaches,
        NextDueAt = NextDueAt,
        Tags = Tags,
        Commitments = Dealt.Commitments.Count == 0 ? [] : [.. Dealt.Commitments.Select(static c => c.ToView())],
        Claim = Dealt.Claim,
        Standing = Dealt.Standing,
        Approval = Dealt.Approval,
        Language = Spoken?.Code,
    };
}

/// <summary>What an agent put a conversation to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Phase>))]
public enum Phase
{
    /// <summary>Nothing: the messages say whose turn it is.</summary>
    [JsonStringEnumMemberName("active")] Active = 0,
    [JsonStringEnumMemberName("snoozed")] Snoozed = 1,
    [JsonStringEnumMemberName("resolved")] Resolved = 2,
}

public static class Queues
{
    /// <summary>Where a conversation stands until somebody or some rule moves it.</summary>
    public const string Default = "inbox";
}
