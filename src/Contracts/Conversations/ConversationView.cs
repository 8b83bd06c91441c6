using System.Text.Json.Serialization;
using Orleans;
using SocialCrm.Abuse;
using SocialCrm.Approvals;
using SocialCrm.Commitments;
using SocialCrm.Identities;

namespace SocialCrm.Conversations;

/// <summary>A conversation's state at one version, as everybody outside sees it. Immutable; bounded whatever the history.</summary>
[GenerateSerializer, Alias("crm.conversation-view"), Immutable]
public sealed record ConversationView
{
    [Id(0)] public ConversationId Id { get; init; }

    /// <summary>Counts journal rows of this conversation from 1, without gaps.</summary>
    [Id(1)] public long Version { get; init; }
    [Id(2)] public CustomerId CustomerId { get; init; }
    [Id(3)] public Status Status { get; init; } = Status.Open;
    [Id(4)] public Priority Priority { get; init; } = Priority.Normal;
    [Id(5)] public string Queue { get; init; } = "";

    /// <summary>The agent who owns it; null while nobody does.</summary>
    [Id(6)] public string? Assignee { get; init; }
    [Id(7)] public string Channel { get; init; } = "";
    [Id(8)] public string Account { get; init; } = "";

    /// <summary>The provider's thread; null for the direct line.</summary>
    [Id(9)] public string? Thread { get; init; }

    /// <summary>1 for the first conversation of its key; an explicit act starts the next.</summary>
    [Id(10)] public int Ordinal { get; init; } = 1;

    /// <summary>Whether any message of it was public.</summary>
    [Id(11)] public bool Public { get; init; }

    /// <summary>The earliest message's time.</summary>
    [Id(12)] public DateTimeOffset OpenedAt { get; init; }

    /// <summary>The earliest customer's message after the last human answer; null when nobody waits.</summary>
    [Id(13)] public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The first human answer after the customer's first message.</summary>
    [Id(14)] public DateTimeOffset? FirstRespondedAt { get; init; }
    [Id(15)] public DateTimeOffset? ResolvedAt { get; init; }
    [Id(16)] public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>The newest message's time.</summary>
    [Id(17)] public DateTimeOffset LastInteractionAt { get; init; }

    /// <summary>How many interactions it holds, of all directions.</summary>
    [Id(18)] public long Interactions { get; init; }
    [Id(19)] public ResponseFigures Responses { get; init; } = new();
    [Id(20)] public IReadOnlyList<Deadline> Deadlines { get; init; } = [];
    [Id(21)] public int EscalationLevel { get; init; }
    [Id(22)] public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The earliest pending deadline; null when there is none.</summary>
    [Id(23)] public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>Targets missed so far, less those that turned out to have been met.</summary>
    [Id(24)] public int Breaches { get; init; }

    /// <summary>Promises still to be kept, in the order in which they were made.</summary>
    [Id(25)] public IReadOnlyList<CommitmentView> Commitments { get; init; } = [];

    /// <summary>Whether what the customer claims is so; null where nobody spoke of a claim.</summary>
    [Id(26)] public ClaimStatus? Claim { get; init; }

    /// <summary>The abuse ladder as it is applied here; null for none.</summary>
    [Id(27)] public Standing? Standing { get; init; }

    /// <summary>What a rule wants approved before it is answered; null for nothing.</summary>
    [Id(28)] public Approval? Approval { get; init; }

    /// <summary>The primary subtag of the language in which the customer wrote last, such as <c>fi</c>; null where no message says.</summary>
    [Id(29)] public string? Language { get; init; }
}

/// <summary>How fast humans answered: one response per waiting period, from its first unanswered message to the next human answer.</summary>
[GenerateSerializer, Alias("crm.response-figures"), Immutable]
public sealed record ResponseFigures
{
    [Id(0)] public long Count { get; init; }

    /// <summary>Seconds of the first response; null before it.</summary>
    [Id(1)] public double? FirstSeconds { get; init; }

    /// <summary>Seconds of the latest response; null before the first.</summary>
    [Id(2)] public double? LastSeconds { get; init; }

    /// <summary>Seconds of all responses together.</summary>
    [Id(3)] public double TotalSeconds { get; init; }
}

/// <summary>A moment by which something must have happened.</summary>
[GenerateSerializer, Alias("crm.deadline"), Immutable]
public sealed record Deadline
{
    /// <summary><c>snooze</c>, <c>first-response</c>, <c>next-response</c>, <c>resolution</c> or <c>commitment</c>.</summary>
    [Id(0)] public string Kind { get; init; } = "";

    /// <summary>Null while it stands still, and where the policy's calendar never opens again.</summary>
    [Id(1)] public DateTimeOffset? DueAt { get; init; }

    /// <summary><c>pending</c>, <c>paused</c> (it stands still) or <c>breached</c> (missed, and still to be done).</summary>
    [Id(2)] public string State { get; init; } = "pending";

    /// <summary>When the wait began; null for a snooze.</summary>
    [Id(3)] public DateTimeOffset? Since { get; init; }

    /// <summary>The response-time policy that set it; null for others.</summary>
    [Id(4)] public string? Policy { get; init; }

    /// <summary>Milliseconds of business time that are left while it is paused; else null.</summary>
    [Id(5)] public long? LeftMs { get; init; }
}

/// <summary>What a list or a customer's page shows of a conversation.</summary>
[GenerateSerializer, Alias("crm.conversation-summary"), Immutable]
public sealed record ConversationSummary
{
    [Id(0)] public ConversationId Id { get; init; }
    [Id(1)] public long Version { get; init; }
    [Id(2)] public CustomerId CustomerId { get; init; }
    [Id(3)] public Status Status { get; init; }
    [Id(4)] public Priority Priority { get; init; }
    [Id(5)] public string Queue { get; init; } = "";
    [Id(6)] public string? Assignee { get; init; }
    [Id(7)] public string Channel { get; init; } = "";
    [Id(8)] public string Account { get; init; } = "";
    [Id(9)] public string? Thread { get; init; }
    [Id(10)] public bool Public { get; init; }
    [Id(11)] public DateTimeOffset OpenedAt { get; init; }
    [Id(12)] public DateTimeOffset LastInteractionAt { get; init; }
    [Id(13)] public DateTimeOffset? WaitingSince { get; init; }
    [Id(14)] public DateTimeOffset? NextDueAt { get; init; }
    [Id(15)] public long Interactions { get; init; }

    /// <summary>The abuse ladder as it is applied here; queues hide those whose customer is muted or blocked. Null for none.</summary>
    [Id(16)] public Standing? Standing { get; init; }

    public static ConversationSummary Of(ConversationView view) => new()
    {
        Id = view.Id,
        Version = view.Version,
        CustomerId = view.CustomerId,
        Status = view.Status,
        Priority = view.Priority,
        Queue = view.Queue,
        Assignee = view.Assignee,
        Channel = view.Channel,
        Account = view.Account,
        Thread = view.Thread,
        Public = view.Public,
        OpenedAt = view.OpenedAt,
        LastInteractionAt = view.LastInteractionAt,
        WaitingSince = view.WaitingSince,
        NextDueAt = view.NextDueAt,
        Interactions = view.Interactions,
        Standing = view.Standing,
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<Status>))]
public enum Status
{
    /// <summary>The company has to act.</summary>
    [JsonStringEnumMemberName("open")] Open = 1,

    /// <summary>Answered: the customer has the next word.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting = 2,

    /// <summary>Put aside until a time.</summary>
    [JsonStringEnumMemberName("snoozed")] Snoozed = 3,

    /// <summary>Settled, until the customer writes again.</summary>
    [JsonStringEnumMemberName("resolved")] Resolved = 4,
}

[JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
public enum Priority
{
    [JsonStringEnumMemberName("low")] Low = 1,
    [JsonStringEnumMemberName("normal")] Normal = 2,
    [JsonStringEnumMemberName("high")] High = 3,
    [JsonStringEnumMemberName("urgent")] Urgent = 4,
}
