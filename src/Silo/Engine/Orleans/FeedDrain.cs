using Orleans;
using Orleans.Runtime;
using SocialCrm.Customers;
using SocialCrm.Live;

namespace SocialCrm.Silo;

/// <summary>
/// The feed's part in the stop of a cluster's silo. Others call its actors until the silo says that it stops, so commits go on after the hosted services
/// have stopped. While Orleans lets the actors finish and go, this waits for them, and publishes what they committed last; a stage later the
/// silo could not find the feed's actors any more.
/// </summary>
internal sealed class FeedDrain(ChangePublisher publisher, ResidentCustomers customers, ISiloStatusOracle silos, TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Beyond it the feed finds out by the publisher's silence: watchers resync.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(FeedDrain), ServiceLifecycleStage.GrainDeactivation, static _ => Task.CompletedTask, StopAsync);

    private async Task StopAsync(CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        while (customers.Count > 0 && time.GetElapsedTime(since) < MaxWait && !cancellation.IsCancellationRequested) await Task.Delay(Look, time, CancellationToken.None);
        // Of a cluster that stops whole, nobody is left who could hold the feed.
        if (silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Any(silo => !silo.Equals(silos.SiloAddress))) await publisher.LeaveAsync(cancellation);
    }
}
