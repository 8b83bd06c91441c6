using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace SocialCrm.Live;

/// <inheritdoc cref="IFeedGrain"/>
[GrainType("feed")]
public sealed class FeedGrain(TimeProvider time, ILogger<FeedGrain> log) : Grain, IFeedGrain
{
    // An activation can't know what the one before it missed: it is an epoch of its own.
    private readonly FeedLedger _ledger = new(Guid.NewGuid());
    private int _partition;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _partition = int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture);
        this.RegisterGrainTimer(
            static (self, _) => self.CheckLeases(),
            this,
            new GrainTimerCreationOptions(FeedTimes.Beat, FeedTimes.Beat));
        return Task.CompletedTask;
    }

    public Task PublishAsync(FeedPublication publication)
    {
        if (_ledger.MissedBefore(publication, Now)) BeginEpoch("gap");
        if (publication.Changes.Count + publication.Notices.Count == 0) return Task.CompletedTask;
        _ledger.DropObservers(Now);
        var batch = _ledger.Next(_partition, publication.Changes, publication.Notices);
        foreach (var observer in _ledger.Observers) _ = observer.BatchAsync(batch);
        return Task.CompletedTask;
    }

    public Task<FeedPosition> RenewAsync(string host, IFeedObserver observer)
    {
        _ledger.DropObservers(Now);
        return _ledger.Renew(host, observer, Now)
            ? Task.FromResult(_ledger.Position)
            : throw new LimitExceededException($"Partition {_partition} has {FeedLedger.MaxObservers} observers.");
    }

    public Task LeaveAsync(string host)
    {
        _ledger.Leave(host);
        return Task.CompletedTask;
    }

    private TimeSpan Now => time.GetElapsedTime(0);

    private Task CheckLeases()
    {
        _ledger.DropObservers(Now);
        if (_ledger.DropSilentPublishers(Now) > 0) BeginEpoch("silent publisher");
        return Task.CompletedTask;
    }

    private void BeginEpoch(string reason)
    {
        _ledger.BeginEpoch(Guid.NewGuid());
        FeedMetrics.Epoch(reason);
        // Nobody resyncs: silos come and go all the time without this being news.
        if (_ledger.ObserverCount == 0) return;
        FeedLog.EpochBegan(log, _partition, reason, _ledger.ObserverCount);
    }
}
