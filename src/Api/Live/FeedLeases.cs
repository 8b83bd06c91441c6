using System.Threading.Channels;
using Orleans;

namespace SocialCrm.Live;

/// <summary>
/// This host's leases of the feed's partitions, and what comes in over them. Only partitions that are asked for are leased.
/// </summary>
internal sealed class FeedLeases : IFeedObserver
{
    // Names this process's run: a restarted host is another observer.
    private readonly string _host = Guid.NewGuid().ToString("N");
    private readonly Lock _gate = new();
    private readonly PartitionLease[] _leases = [.. Enumerable.Range(0, Keys.FeedPartitions).Select(static _ => new PartitionLease())];
    private readonly Task?[] _renewals = new Task?[Keys.FeedPartitions];
    private readonly Channel<FeedBatch> _incoming;
    private readonly IGrainFactory _grains;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<FeedLeases> _log;
    private IFeedObserver? _reference;

    public FeedLeases(IGrainFactory grains, LiveOptions options, TimeProvider time, ILogger<FeedLeases> log)
    {
        (_grains, _options, _time, _log) = (grains, options, time, log);
        _incoming = Channel.CreateBounded<FeedBatch>(new BoundedChannelOptions(options.MaxWaitingBatches) { SingleReader = true });
    }

    /// <summary>Whose state may be stale from now on: everybody's of this partition.</summary>
    public event Action<int>? Lost;

    public ChannelReader<FeedBatch> Incoming => _incoming.Reader;

    private TimeSpan Now => _time.GetElapsedTime(0);

    /// <inheritdoc/>
    public Task BatchAsync(FeedBatch batch)
    {
        Check(batch.Partition, _leases[batch.Partition].Arrived(batch.Position));
        if (!_incoming.Writer.TryWrite(batch)) Check(batch.Partition, "overflow");
        return Task.CompletedTask;
    }

    /// <summary>
    /// Completes when the partition's lease is active: what is committed from here on comes in, or is known to be lost.
    /// Whoever calls this is already counted as needing the partition.
    /// </summary>
    /// <exception cref="TimeoutException">The feed didn't answer.</exception>
    public Task EnsureAsync(int partition)
    {
        lock (_gate)
        {
            return _leases[partition].IsActive(Now) ? Task.CompletedTask : Renewal(partition);
        }
    }

    /// <summary>Renews what is needed and lets go of the rest.</summary>
    public void Beat(Func<int, bool> isNeeded)
    {
        for (var partition = 0; partition < _leases.Length; partition++)
        {
            lock (_gate)
            {
                // Under the gate, so that somebody who counts as needing it either is seen here or finds the lease ended.
                if (!isNeeded(partition))
                {
                    _leases[partition].End();
                    continue;
                }
            }

            // What the former renewal promised is judged before the next one promises anew.
            Check(partition, _leases[partition].Beat(Now));
            lock (_gate) _ = Observe(Renewal(partition));
        }
    }

    /// <summary>Ends all leases in good order.</summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        _incoming.Writer.TryComplete();
        if (_reference is not { } reference) return;
        var active = Enumerable.Range(0, _leases.Length).Where(p => _leases[p].IsActive(Now));
        try
        {
            await Task.WhenAll(active.Select(p => Feed(p).LeaveAsync(_host))).WaitAsync(_options.LeaseTimeout, _time, cancellation);
        }
        catch (Exception e)
        {
            // The leases end by themselves.
            LiveLog.NotLeft(_log, e);
        }

        _grains.DeleteObjectReference<IFeedObserver>(reference);
    }

    /// <summary>Under the gate: the renewal under way, or a new one.</summary>
    private Task Renewal(int partition) =>
        _renewals[partition] is { IsCompleted: false } underWay ? underWay : _renewals[partition] = RenewAsync(partition);

    private async Task RenewAsync(int partition)
    {
        await Task.Yield();
        var sentAt = Now;
        var position = await Feed(partition).RenewAsync(_host, Reference()).WaitAsync(_options.LeaseTimeout, _time);
        Check(partition, _leases[partition].Renewed(position, sentAt, Now));
    }

    private async Task Observe(Task renewal)
    {
        try
        {
            await renewal;
        }
        catch (Exception e)
        {
            // One failure is nothing yet: three beats without a renewal are.
            LiveLog.NotRenewed(_log, e);
        }
    }

    private void Check(int partition, string? loss)
    {
        if (loss is null) return;
        FeedMetrics.Lost("host: " + loss);
        LiveLog.Lost(_log, partition, loss);
        Lost?.Invoke(partition);
    }

    private IFeedGrain Feed(int partition) => _grains.GetGrain<IFeedGrain>(Keys.OfPartition(partition));

    private IFeedObserver Reference()
    {
        lock (_gate) return _reference ??= _grains.CreateObjectReference<IFeedObserver>(this);
    }
}
