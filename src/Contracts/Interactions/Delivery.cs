using Orleans;
using SocialCrm.Identities;

namespace SocialCrm.Interactions;

/// <summary>An interaction on its way to its customer, with what intake found out about it.</summary>
[GenerateSerializer, Alias("crm.delivery"), Immutable]
public sealed record Delivery
{
    [Id(0)] public Interaction Interaction { get; init; } = new();

    /// <summary>What the journal takes once: of the interaction, or of its link when it was stored before as unlinked.</summary>
    [Id(1)] public SourceId Source { get; init; }

    /// <summary>The conversation of the message that it answers; null when the key of the interaction decides.</summary>
    [Id(2)] public ConversationId? Conversation { get; init; }

    /// <summary>Identities that are to be linked to the customer in the same commit.</summary>
    [Id(3)] public IReadOnlyList<IdentityLink> Links { get; init; } = [];

    [Id(4)] public IReadOnlyList<Contradiction> Contradictions { get; init; } = [];

    /// <summary>Past traffic: nobody is notified.</summary>
    [Id(5)] public bool History { get; init; }

    /// <summary>The source under which it was stored while it was unlinked; null for what came directly.</summary>
    [Id(6)] public SourceId? LinkOf { get; init; }
}

/// <summary>What became of one delivered interaction.</summary>
[GenerateSerializer, Alias("crm.receipt"), Immutable]
public sealed record Receipt
{
    [Id(0)] public string ExternalId { get; init; } = "";

    /// <summary>Null while it is unlinked, as are the next two.</summary>
    [Id(1)] public CustomerId? CustomerId { get; init; }
    [Id(2)] public ConversationId? ConversationId { get; init; }

    /// <summary>The conversation's version that recorded it.</summary>
    [Id(3)] public long? Version { get; init; }

    /// <summary>It was stored before; the other members say where.</summary>
    [Id(4)] public bool Duplicate { get; init; }
}
