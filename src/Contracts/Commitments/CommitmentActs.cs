using Orleans;
using SocialCrm.Conversations;

namespace SocialCrm.Commitments;

/// <summary>Promises something to the customer. For others only with <see cref="ConversationAct.OverOthers"/>.</summary>
[GenerateSerializer, Alias("crm.act.make-commitment"), Immutable]
public sealed record MakeCommitment : ConversationAct
{
    [Id(0)] public string Text { get; init; } = "";

    /// <summary>Null: the actor.</summary>
    [Id(1)] public string? Owner { get; init; }
    [Id(2)] public DateTimeOffset DueAt { get; init; }
}

/// <summary>Says what became of a promise.</summary>
[GenerateSerializer, Alias("crm.act.settle-commitment"), Immutable]
public sealed record SettleCommitment : ConversationAct
{
    [Id(0)] public int Number { get; init; }

    /// <summary>Kept, broken or cancelled.</summary>
    [Id(1)] public CommitmentState Outcome { get; init; }
    [Id(2)] public string? Reason { get; init; }
}
