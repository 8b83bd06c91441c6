namespace SocialCrm.Live;

/// <summary>Drives the host's side of the feed: brings what comes in to those who watch, and beats.</summary>
internal sealed class FeedReceiver(FeedLeases leases, WatchTable table, TimeProvider time, ILogger<FeedReceiver> log) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        leases.Lost += table.Lose;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await leases.LeaveAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(DispatchAsync(), BeatAsync(stoppingToken));

    private async Task DispatchAsync()
    {
        await foreach (var batch in leases.Incoming.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                table.Dispatch(batch);
            }
            catch (Exception e)
            {
                // A change that can't be folded is a bug, but never one that makes this host deaf.
                LiveLog.NotDispatched(log, batch.Partition, e);
                table.Lose(batch.Partition);
            }
        }
    }

    private async Task BeatAsync(CancellationToken stopping)
    {
        using var beats = new PeriodicTimer(FeedTimes.Beat, time);
        try
        {
            while (await beats.WaitForNextTickAsync(stopping)) leases.Beat(table.Needs);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
