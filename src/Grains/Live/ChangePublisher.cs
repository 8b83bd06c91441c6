using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Notices;

namespace SocialCrm.Live;

/// <summary>
/// Hands what this process commits to the feed: one per silo. What can't be handed over (the feed is away, too much waits) is dropped, and the
/// feed is told, so that watchers ask again.
/// </summary>
public sealed class ChangePublisher(IGrainFactory grains, PublisherOptions options, TimeProvider time, ILogger<ChangePublisher> log)
    : BackgroundService, IChangeSink
{
    private readonly OutgoingPartition[] _partitions = CreatePartitions(grains, options, time, log);

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<Change> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            _partitions[Keys.PartitionOf(changes[i].CustomerId)].Add(changes[i]);
        }
    }

    /// <inheritdoc/>
    public void Raised(IReadOnlyList<NoticeView> notices)
    {
        for (var i = 0; i < notices.Count; i++)
        {
            _partitions[Keys.PartitionOf(notices[i].Recipient)].Add(notices[i]);
        }
    }

    /// <summary>
    /// Beats to every partition, also to those it has had nothing for: a process that dies between its first commit and that commit's
    /// publication must already be known there, or nobody would notice.
    /// </summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beats = new PeriodicTimer(FeedTimes.Beat, time);
        do
        {
            foreach (var partition in _partitions) partition.Beat();
        }
        while (await NextAsync(beats, stoppingToken));
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!options.LeavesLater) await LeaveAsync(cancellationToken);
    }

    /// <summary>
    /// Publishes what is collected and says goodbye to the feed, so nobody waits for more. What is committed here afterwards is still published, and its
    /// watchers resync. A second call waits for the same.
    /// </summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        var leaving = Array.ConvertAll(_partitions, static p => p.LeaveAsync());
        try
        {
            await Task.WhenAll(leaving).WaitAsync(options.DrainTimeout, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            FeedLog.NotDrained(log, leaving.Count(static l => !l.IsCompleted), options.DrainTimeout.TotalMilliseconds);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer beats, CancellationToken stopping)
    {
        try
        {
            return await beats.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static OutgoingPartition[] CreatePartitions(IGrainFactory grains, PublisherOptions options, TimeProvider time, ILogger log)
    {
        var run = Guid.NewGuid();
        return
        [
            .. Enumerable.Range(0, Keys.FeedPartitions)
                .Select(i => new OutgoingPartition(i, run, grains.GetGrain<IFeedGrain>(Keys.OfPartition(i)), options, time, log)),
        ];
    }
}
