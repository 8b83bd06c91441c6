using Orleans;
using SocialCrm.Conversations;

namespace SocialCrm.Abuse;

/// <summary>A step on the abuse ladder with this conversation's customer, or back to none. Above a warning only with <see cref="ConversationAct.OverOthers"/>.</summary>
[GenerateSerializer, Alias("crm.act.take-abuse-step"), Immutable]
public sealed record TakeAbuseStep : ConversationAct
{
    [Id(0)] public AbuseLevel Level { get; init; }

    /// <summary>Of a mute: null for as long as the notices document says.</summary>
    [Id(1)] public DateTimeOffset? Until { get; init; }
    [Id(2)] public string Reason { get; init; } = "";
}

/// <summary>Brings what was decided about the customer in another conversation to this one.</summary>
[GenerateSerializer, Alias("crm.act.apply-standing"), Immutable]
public sealed record ApplyStanding : ConversationAct
{
    [Id(0)] public Standing Standing { get; init; } = new();
}

/// <summary>Says whether what the customer claims is so.</summary>
[GenerateSerializer, Alias("crm.act.judge-claim"), Immutable]
public sealed record JudgeClaim : ConversationAct
{
    [Id(0)] public ClaimStatus Status { get; init; } = ClaimStatus.Open;
    [Id(1)] public string Reason { get; init; } = "";
}

/// <summary>Asks whether whoever has the conversation lets the customer wait for too long; raised once a waiting period and assignee.</summary>
[GenerateSerializer, Alias("crm.act.notice-silence"), Immutable]
public sealed record NoticeSilence : ConversationAct;
