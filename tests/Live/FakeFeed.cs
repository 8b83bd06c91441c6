using NSubstitute;
using Orleans;

namespace SocialCrm.Live;

/// <summary>The feed's grains without an engine: the same bookkeeping, and faults on demand.</summary>
internal sealed class FakeFeed
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, FeedLedger> _ledgers = [];
    private readonly Dictionary<int, IFeedGrain> _grains = [];
    private readonly TimeProvider _time;

    public FakeFeed(TimeProvider time)
    {
        _time = time;
        Grains = Substitute.For<IGrainFactory>();
        Grains.GetGrain<IFeedGrain>("").ReturnsForAnyArgs(call => Grain(int.Parse(call.ArgAt<string>(0), System.Globalization.CultureInfo.InvariantCulture)));
        Grains.CreateObjectReference<IFeedObserver>(null!).ReturnsForAnyArgs(static call => (IFeedObserver)call.ArgAt<IGrainObserver>(0));
    }

    public IGrainFactory Grains { get; }

    /// <summary>Batches go nowhere while this is set; their numbers are used up.</summary>
    public bool Drops { get; set; }

    /// <summary>Renewals fail while this is set.</summary>
    public bool IsAway { get; set; }

    public int Renewals { get; private set; }

    public void Publish(Change change)
    {
        var partition = Keys.PartitionOf(change.CustomerId);
        IFeedObserver[] observers;
        FeedBatch batch;
        lock (_gate)
        {
            var ledger = Ledger(partition);
            batch = ledger.Next(partition, [change]);
            observers = [.. ledger.Observers];
        }

        if (Drops) return;
        foreach (var observer in observers) _ = observer.BatchAsync(batch);
    }

    public void BeginEpoch(int partition)
    {
        lock (_gate) Ledger(partition).BeginEpoch(Guid.NewGuid());
    }

    private IFeedGrain Grain(int partition)
    {
        lock (_gate)
        {
            if (_grains.TryGetValue(partition, out var known)) return known;
            var grain = Substitute.For<IFeedGrain>();
            grain.RenewAsync("", null!).ReturnsForAnyArgs(call => Renew(partition, call.ArgAt<string>(0), call.ArgAt<IFeedObserver>(1)));
            return _grains[partition] = grain;
        }
    }

    private Task<FeedPosition> Renew(int partition, string host, IFeedObserver observer)
    {
        if (IsAway) return Task.FromException<FeedPosition>(new TimeoutException("the feed is away"));
        lock (_gate)
        {
            Renewals++;
            Ledger(partition).Renew(host, observer, _time.GetElapsedTime(0));
            return Task.FromResult(Ledger(partition).Position);
        }
    }

    private FeedLedger Ledger(int partition)
    {
        if (!_ledgers.TryGetValue(partition, out var ledger)) _ledgers[partition] = ledger = new FeedLedger(Guid.NewGuid());
        return ledger;
    }
}
