using Orleans;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Live;

namespace SocialCrm.Conversations;

/// <summary>What somebody of the company does with a conversation.</summary>
[GenerateSerializer, Alias("crm.act"), Immutable]
public abstract record ConversationAct
{
    /// <summary>The person's sign-in name, or the API key's id.</summary>
    [Id(0)] public string Actor { get; init; } = "";

    /// <summary>The version that the actor saw; another one refuses the act as stale. Null: whatever it is now.</summary>
    [Id(1)] public long? ExpectedVersion { get; init; }

    /// <summary>Made of the principal and the Idempotency-Key; null when none was sent.</summary>
    [Id(2)] public SourceId? Source { get; init; }

    /// <summary>128 bits of SHA-256 of the request's path and body: the same key with another body is refused.</summary>
    [Id(3)] public Guid? Request { get; init; }

    /// <summary>May act on what others own (supervisors, administrators, services).</summary>
    [Id(4)] public bool OverOthers { get; init; }
}

/// <summary>Writes to the customer: recorded as an outbound interaction by the actor.</summary>
[GenerateSerializer, Alias("crm.act.reply"), Immutable]
public sealed record Reply : ConversationAct
{
    [Id(0)] public string Text { get; init; } = "";

    /// <summary>The external id that is answered; null: the newest of the customer's.</summary>
    [Id(1)] public string? InReplyTo { get; init; }

    /// <summary>Null: as the conversation is.</summary>
    [Id(2)] public bool? Public { get; init; }
    [Id(3)] public string? Subject { get; init; }
    [Id(4)] public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The actor's name as customers see it.</summary>
    [Id(5)] public string? Name { get; init; }
}

/// <summary>Writes for colleagues: recorded as an internal interaction by the actor.</summary>
[GenerateSerializer, Alias("crm.act.note"), Immutable]
public sealed record Note : ConversationAct
{
    [Id(0)] public string Text { get; init; } = "";
    [Id(1)] public IReadOnlyList<Attachment> Attachments { get; init; } = [];
    [Id(2)] public string? Name { get; init; }
}

/// <summary>Takes it for oneself. Refused when another agent has it.</summary>
[GenerateSerializer, Alias("crm.act.claim"), Immutable]
public sealed record Claim : ConversationAct;

/// <summary>Gives it to an agent, or to nobody (null). Agents may take and leave; giving to others needs <see cref="ConversationAct.OverOthers"/>.</summary>
[GenerateSerializer, Alias("crm.act.assign"), Immutable]
public sealed record Assign : ConversationAct
{
    [Id(0)] public string? Assignee { get; init; }
}

/// <summary>Gives it on to an agent or a queue with a note, logged.</summary>
[GenerateSerializer, Alias("crm.act.hand-over"), Immutable]
public sealed record HandOver : ConversationAct
{
    [Id(0)] public string? Assignee { get; init; }
    [Id(1)] public string? Queue { get; init; }
    [Id(2)] public string Note { get; init; } = "";
}

/// <summary>Puts it aside until a time; a customer's message ends it earlier.</summary>
[GenerateSerializer, Alias("crm.act.snooze"), Immutable]
public sealed record Snooze : ConversationAct
{
    [Id(0)] public DateTimeOffset Until { get; init; }
}

[GenerateSerializer, Alias("crm.act.resolve"), Immutable]
public sealed record Resolve : ConversationAct
{
    [Id(0)] public string? Note { get; init; }
}

[GenerateSerializer, Alias("crm.act.reopen"), Immutable]
public sealed record Reopen : ConversationAct;

[GenerateSerializer, Alias("crm.act.set-priority"), Immutable]
public sealed record SetPriority : ConversationAct
{
    [Id(0)] public Priority Priority { get; init; } = Priority.Normal;
}

/// <summary>Adds and removes tags; one in both is removed.</summary>
[GenerateSerializer, Alias("crm.act.change-tags"), Immutable]
public sealed record ChangeTags : ConversationAct
{
    [Id(0)] public IReadOnlyList<string> Add { get; init; } = [];
    [Id(1)] public IReadOnlyList<string> Remove { get; init; } = [];
}

/// <summary>What became of an act.</summary>
[GenerateSerializer, Alias("crm.act-result"), Immutable]
public sealed record ActResult
{
    [Id(0)] public ActOutcome Outcome { get; init; }

    /// <summary>The conversation as it is now; null when there is none.</summary>
    [Id(1)] public ConversationView? Conversation { get; init; }

    /// <summary>What the commit changed, for the customer's grain; null when nothing was committed.</summary>
    [Id(2)] public Change? Change { get; init; }
}

public enum ActOutcome
{
    /// <summary>Committed, or already so.</summary>
    Done = 1,

    /// <summary>There is no such conversation.</summary>
    NotFound = 2,

    /// <summary>The conversation has another version than expected.</summary>
    Stale = 3,

    /// <summary>The Idempotency-Key was used for another request.</summary>
    KeyReused = 4,

    /// <summary>Another agent has it.</summary>
    TakenByAnother = 5,

    /// <summary>Needs a supervisor.</summary>
    NotAllowed = 6,

    /// <summary>The time to snooze to has passed.</summary>
    TimeHasPassed = 7,

    /// <summary>More than 50 tags.</summary>
    TooManyTags = 8,

    /// <summary>A resolved conversation can't be snoozed: reopen it first.</summary>
    Resolved = 9,

    /// <summary>A promise's time has passed.</summary>
    DueHasPassed = 20,

    /// <summary>Twenty promises of the conversation are still to be kept.</summary>
    TooManyCommitments = 21,

    /// <summary>The conversation has no promise of this number.</summary>
    NoSuchCommitment = 22,

    /// <summary>A rule wants somebody else to approve the answer first.</summary>
    ApprovalNeeded = 23,

    /// <summary>No rule asked for an approval here.</summary>
    NoApprovalAsked = 24,
}
