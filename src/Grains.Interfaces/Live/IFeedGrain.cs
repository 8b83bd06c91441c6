using Orleans;
using Orleans.Concurrency;

namespace SocialCrm.Live;

/// <summary>
/// One partition of the change feed: passes what publishers (the journal writers of the silos) commit to the hosts that watch.
/// Key: <see cref="Keys.OfPartition"/>. Nothing is stored: whatever may have been lost shows as a gap or a new epoch, never as silence.
/// </summary>
[Alias("crm.feed")]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>
    /// Passes a batch on. A publisher that stops for <see cref="FeedTimes.PublisherLease"/> without <see cref="FeedPublication.Last"/>,
    /// skips a number or says that it lost something begins a new epoch.
    /// </summary>
    [Alias("publish")]
    Task PublishAsync(FeedPublication publication);

    /// <summary>Begins or renews a lease for <see cref="FeedTimes.ObserverLease"/>. Everything up to the answered position was sent before.</summary>
    [Alias("renew")]
    Task<FeedPosition> RenewAsync(string host, IFeedObserver observer);

    [Alias("leave")]
    Task LeaveAsync(string host);
}

/// <summary>A host that watches. Its methods only enqueue.</summary>
[Alias("crm.feed-observer")]
public interface IFeedObserver : IGrainObserver
{
    [OneWay, Alias("batch")]
    Task BatchAsync(FeedBatch batch);
}

/// <summary>The times of the feed's leases.</summary>
public static class FeedTimes
{
    /// <summary>How often hosts renew and publishers show themselves.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan ObserverLease = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan PublisherLease = TimeSpan.FromSeconds(6);
}
