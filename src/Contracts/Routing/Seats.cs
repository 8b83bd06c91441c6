using Orleans;
using SocialCrm.Identities;

namespace SocialCrm.Routing;

/// <summary>A conversation that a queue means to give to an agent.</summary>
[GenerateSerializer, Alias("crm.seat"), Immutable]
public sealed record Seat
{
    [Id(0)] public ConversationId Conversation { get; init; }
    [Id(1)] public string Agent { get; init; } = "";
}

/// <summary>What became of a seat that was kept.</summary>
[GenerateSerializer, Alias("crm.seat-outcome"), Immutable]
public sealed record SeatOutcome
{
    [Id(0)] public ConversationId Conversation { get; init; }

    /// <summary>Whether the agent has it now; else the seat is free again.</summary>
    [Id(1)] public bool IsTaken { get; init; }
}

/// <summary>Why an agent may have to lose what they have.</summary>
[GenerateSerializer, Alias("crm.absent-agent"), Immutable]
public sealed record AbsentAgent
{
    [Id(0)] public string Agent { get; init; } = "";

    /// <summary>Since when they have been away or off; null for somebody who is online.</summary>
    [Id(1)] public DateTimeOffset? AwaySince { get; init; }
}
