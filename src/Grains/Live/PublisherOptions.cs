namespace SocialCrm.Live;

/// <summary>The bounds of the change publisher.</summary>
public sealed record PublisherOptions
{
    /// <summary>Most changes of one partition that wait for their round. Default 10,000; beyond it they are dropped, and the partition's watchers resync.</summary>
    public int MaxWaitingChanges { get; init; } = 10_000;

    /// <summary>Most changes of one round. Default 1,000; the rest waits for the next.</summary>
    public int MaxChangesPerRound { get; init; } = 1_000;

    /// <summary>How long a round may take. Default 5 s; then its changes count as lost.</summary>
    public TimeSpan RoundTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether somebody else calls <see cref="ChangePublisher.LeaveAsync"/> at a stop, because commits go on after the hosted services have stopped.
    /// Default false.
    /// </summary>
    public bool LeavesLater { get; init; }

    /// <summary>How long a graceful stop waits for what is collected. Default 3 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(3);
}
