using Orleans;
using SocialCrm.Conversations;

namespace SocialCrm.Routing;

/// <summary>What the service itself does with whose a conversation is. The actor is <see cref="Name"/>.</summary>
[GenerateSerializer, Alias("crm.act.routing"), Immutable]
public abstract record RoutingAct : ConversationAct
{
    /// <summary>The actor of journal rows; nobody signs in with this name.</summary>
    public const string Name = "routing";
}

/// <summary>Gives it to an agent. Refused as stale unless it still waits in that queue, and as taken when somebody has it.</summary>
[GenerateSerializer, Alias("crm.act.give-to"), Immutable]
public sealed record GiveTo : RoutingAct
{
    [Id(0)] public string Agent { get; init; } = "";
    [Id(1)] public string Queue { get; init; } = "";

    /// <summary>What was seen when it was decided: it stands in the journal. The agent's open conversations, how many they may have, and who else could.</summary>
    [Id(2)] public int Load { get; init; }
    [Id(3)] public int Capacity { get; init; }
    [Id(4)] public int Eligible { get; init; }
    [Id(5)] public long Configuration { get; init; }
}

/// <summary>Takes it from an agent who isn't there. Nothing happens unless they have it, and it is the company's turn.</summary>
[GenerateSerializer, Alias("crm.act.take-from"), Immutable]
public sealed record TakeFrom : RoutingAct
{
    [Id(0)] public string Agent { get; init; } = "";

    /// <summary>Since when they have been away or off, by our clock; null: judge by their shifts.</summary>
    [Id(1)] public DateTimeOffset? AwaySince { get; init; }
}
