using Orleans;
using SocialCrm.Abuse;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;

namespace SocialCrm.Live;

/// <summary>
/// What one commit changed, of a conversation and of its customer. The values are those after the commit, so folding it twice, or a later one
/// first, does no harm; the versions say where it belongs.
/// </summary>
[GenerateSerializer, Alias("crm.change"), Immutable]
public sealed record Change
{
    [Id(0)] public CustomerId CustomerId { get; init; }

    /// <summary>The customer's version before the commit.</summary>
    [Id(1)] public long CustomerFrom { get; init; }

    /// <summary>The customer's version after it; greater than <see cref="CustomerFrom"/> by the number of rows committed.</summary>
    [Id(2)] public long CustomerVersion { get; init; }

    /// <summary>The customer's facts after the commit.</summary>
    [Id(3)] public CustomerFacts Facts { get; init; } = new();

    /// <summary>The customer's use of the conversation's channel after the commit.</summary>
    [Id(4)] public ChannelUse Channel { get; init; } = new();

    /// <summary>Identities that the commit linked.</summary>
    [Id(5)] public IReadOnlyList<Identity> Identities { get; init; } = [];

    /// <summary>The conversation's version before the commit.</summary>
    [Id(6)] public long ConversationFrom { get; init; }

    /// <summary>The conversation after the commit.</summary>
    [Id(7)] public ConversationView Conversation { get; init; } = new();

    /// <summary>The queue the conversation stood in before, when the commit moved it; else null.</summary>
    [Id(8)] public string? LeftQueue { get; init; }

    /// <summary>The newest event's name without its version, such as <c>conversation.interaction-recorded</c>.</summary>
    [Id(9)] public string Kind { get; init; } = "";
}

/// <summary>The facts on a customer's row: sums, minima, maxima and latest-by-time only.</summary>
[GenerateSerializer, Alias("crm.customer-facts"), Immutable]
public sealed record CustomerFacts
{
    [Id(0)] public string? Name { get; init; }
    [Id(1)] public Stage Stage { get; init; } = Stage.Prospect;
    [Id(2)] public DateTimeOffset? FirstSeenAt { get; init; }
    [Id(3)] public DateTimeOffset? LastSeenAt { get; init; }
    [Id(4)] public IReadOnlyList<string> Tags { get; init; } = [];
    [Id(5)] public Standing? Standing { get; init; }
}
