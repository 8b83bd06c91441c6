using Orleans;
using SocialCrm.Identities;

namespace SocialCrm.Interactions;

/// <summary>What a grain made of one delivery.</summary>
[GenerateSerializer, Alias("crm.placement"), Immutable]
public sealed record Placement
{
    [Id(0)] public PlacementOutcome Outcome { get; init; }
    [Id(1)] public Receipt Receipt { get; init; } = new();

    public static Placement Of(PlacementOutcome outcome, string externalId) => new() { Outcome = outcome, Receipt = new Receipt { ExternalId = externalId } };

    public static Placement Recorded(string externalId, CustomerId customer, ConversationId conversation, long version, bool duplicate = false) => new()
    {
        Outcome = PlacementOutcome.Placed,
        Receipt = new Receipt { ExternalId = externalId, CustomerId = customer, ConversationId = conversation, Version = version, Duplicate = duplicate },
    };

    public static Placement UnlinkedAs(string externalId, bool duplicate = false) => new()
    {
        Outcome = PlacementOutcome.Placed,
        Receipt = new Receipt { ExternalId = externalId, Duplicate = duplicate },
    };
}

public enum PlacementOutcome
{
    /// <summary>Stored, now or before; the receipt says where.</summary>
    Placed = 1,

    /// <summary>An identity became another customer's meanwhile: resolve the author again.</summary>
    ResolveAgain = 2,

    /// <summary>The store was away, or its answer: the outcome is unknown, repeating is safe.</summary>
    Unavailable = 3,
}
