using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using SocialCrm.Reach;
using SocialCrm.Storage;

namespace SocialCrm.Silo;

/// <summary>
/// Ends a silo that alone can't reach the database. It stays a member, since the others reach it, and is the idlest of all: new actors are placed in
/// it, and the others' caches bring calls back to it, where every one of them fails. When no silo reaches the database, all stay and wait for it.
/// </summary>
internal sealed partial class CutOff(
    Store store, ISiloStatusOracle silos, IGrainFactory grains, TimeProvider time, ILogger<CutOff> log) : BackgroundService
{
    /// <summary>From the first failure on, which itself takes up to ten seconds where nothing answers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>For another silo's answer.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(3);

    /// <summary>For the log to be written.</summary>
    private static readonly TimeSpan LogPatience = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? away = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            away = store.IsAway ? away ?? time.GetTimestamp() : null;
            if (away is { } since && time.GetElapsedTime(since) >= Patience && await OthersReachAsync())
            {
                Ends();
                await Task.Delay(LogPatience, time, CancellationToken.None);
                // At once, as a kill from outside: a stop in good order waits for the database, and meanwhile calls go on coming here.
                Process.GetCurrentProcess().Kill();
            }

            await Task.Delay(Look, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private async Task<bool> OthersReachAsync()
    {
        foreach (var silo in silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(silo => !silo.Equals(silos.SiloAddress)))
        {
            try
            {
                // Placed in the silo that is asked; one that was placed elsewhere can only say what is so there.
                RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
                if (await grains.GetGrain<IReachGrain>(silo.ToParsableString()).ReachesAsync().WaitAsync(AnswerPatience, time)) return true;
            }
            catch (Exception e)
            {
                NoAnswer(e.GetType().Name);
            }
            finally
            {
                RequestContext.Remove(IPlacementDirector.PlacementHintKey);
            }
        }

        return false;
    }

    [LoggerMessage(2210, LogLevel.Critical, "This silo has not reached the database for a while, and another one does: it ends, so that its actors can live elsewhere")]
    private partial void Ends();

    [LoggerMessage(2211, LogLevel.Debug, "A silo could not say whether it reaches the database ({Reason})")]
    private partial void NoAnswer(string reason);
}
