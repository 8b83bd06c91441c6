namespace SocialCrm.Stats;

/// <summary>The figures of the whole service at one moment.</summary>
public sealed record StatsView
{
    public long Customers { get; init; }
    public long Conversations { get; init; }

    /// <summary>All stored interactions, unlinked ones included.</summary>
    public long Interactions { get; init; }

    /// <summary>Company answers whose question isn't known.</summary>
    public long Unlinked { get; init; }

    /// <summary>Interactions by channel, unlinked ones included.</summary>
    public IReadOnlyDictionary<string, long> ByChannel { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Conversations by status: open, waiting, snoozed, resolved; all four are always there.</summary>
    public IReadOnlyDictionary<string, long> ByStatus { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Conversations in which a customer waits for an answer.</summary>
    public long Waiting { get; init; }

    /// <summary>Conversations in which a target was missed and is still to be met.</summary>
    public long Breached { get; init; }
}
