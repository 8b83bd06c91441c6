using SocialCrm.Audiences;
using SocialCrm.Routing;

namespace SocialCrm.Live;

/// <summary>Beats for those who watch people: renews what this host is told of presences, and ends viewings that aren't signed for any more.</summary>
internal sealed class PeopleReceiver(WatchedPresences presences, Viewings viewings, AudienceTimes times, TimeProvider time, ILogger<PeopleReceiver> log) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await presences.LeaveAsync().WaitAsync(PresenceTimes.Renewal, time, cancellationToken);
        }
        catch (Exception e)
        {
            // The lease ends by itself.
            LiveLog.NotLeft(log, e);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        EveryAsync(PresenceTimes.Renewal, () => presences.IsUsed ? presences.RenewAsync() : Task.CompletedTask, stoppingToken),
        EveryAsync(times.LookAgain, viewings.LookAgainAsync, stoppingToken),
        EveryAsync(times.Tick, ExpireAsync, stoppingToken));

    private Task ExpireAsync()
    {
        foreach (var watch in viewings.Expired()) watch.Close();
        return Task.CompletedTask;
    }

    private async Task EveryAsync(TimeSpan period, Func<Task> beat, CancellationToken stopping)
    {
        using var beats = new PeriodicTimer(period, time);
        while (await NextAsync(beats, stopping))
        {
            try
            {
                await beat();
            }
            catch (Exception e)
            {
                // One failure is nothing: the next beat makes it good.
                LiveLog.NotRenewed(log, e);
            }
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
}
