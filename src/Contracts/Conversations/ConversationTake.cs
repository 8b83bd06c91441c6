using Orleans;
using SocialCrm.Abuse;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Live;

namespace SocialCrm.Conversations;

/// <summary>Deliveries for one conversation, with the key that its id is a function of.</summary>
[GenerateSerializer, Alias("crm.conversation-take"), Immutable]
public sealed record ConversationTake
{
    [Id(0)] public CustomerId Customer { get; init; }
    [Id(1)] public string Channel { get; init; } = "";
    [Id(2)] public string Account { get; init; } = "";
    [Id(3)] public string Thread { get; init; } = "";
    [Id(4)] public int Ordinal { get; init; } = 1;
    [Id(5)] public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    /// <summary>What the customer's grain knows of the customer, for conditions.</summary>
    [Id(6)] public Stage Stage { get; init; } = Stage.Prospect;
    [Id(7)] public IReadOnlyList<string> CustomerTags { get; init; } = [];

    /// <summary>The abuse ladder with this customer; null for none.</summary>
    [Id(8)] public Standing? Standing { get; init; }
}

/// <summary>One placement a delivery, in their order, and what was committed, in its order.</summary>
[GenerateSerializer, Alias("crm.conversation-taken"), Immutable]
public sealed record ConversationTaken
{
    [Id(0)] public IReadOnlyList<Placement> Placements { get; init; } = [];
    [Id(1)] public IReadOnlyList<Change> Changes { get; init; } = [];
}
