using System.Diagnostics;
using SocialCrm.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace SocialCrm.Cluster.Faults;

/// <summary>
/// Processes that die, freeze and restart under load, each in a cluster of its own. What is asserted at each end stands at <see cref="FaultWorld.EndAsync"/>.
/// Waits have bounds that hold on a machine with much else to do; how long a fault was felt is told, not asserted, but for the one promise in seconds.
/// </summary>
public sealed class FaultPostgresTests(ITestOutputHelper output)
{
    /// <summary>Acknowledgements of each sender that show that the service goes on.</summary>
    private const int GoesOn = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Within this time of the silo's being declared dead, watchers hear of changes again. Counted from there: how soon it is declared dead is told by another test.</summary>
    private static readonly TimeSpan HearsAgain = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Silo_killed_loses_nothing()
    {
        await using var world = await StartAsync(seed: 1);
        await KillAsync(world, world.Cluster.Silos[1]);
        await world.EndAsync("silo killed");
    }

    [Fact]
    public async Task Silo_of_a_watched_customer_killed_loses_nothing()
    {
        await using var world = await StartAsync(seed: 2);
        await using var placement = await Placement.OfAsync(world.Cluster);
        await KillAsync(world, await placement.SiloOfAsync("customer", world.Customers.First()));
        await world.EndAsync("silo of a watched customer killed");
    }

    [Fact]
    public async Task Silo_that_only_holds_feed_partitions_killed_is_heard_of_again_within_10_seconds()
    {
        await using var world = await StartAsync(seed: 3);
        await using var placement = await Placement.OfAsync(world.Cluster);
        await world.Load.StopAsync();
        var victim = await placement.SiloOfMostAsync("feed");
        await placement.KeepOnlyFeedAsync(victim);

        await victim.KillAsync();
        var killed = Stopwatch.GetTimestamp();
        await world.DeclaredDeadAsync(victim);
        await world.HearAgainAsync(HearsAgain);
        await world.EndAsync("silo of feed partitions only killed", heardAfter: Stopwatch.GetElapsedTime(killed));
    }

    [Fact]
    public async Task Api_host_killed_loses_nothing_and_its_clients_come_back_elsewhere()
    {
        await using var world = await StartAsync(seed: 4);
        await world.Cluster.Apis[0].KillAsync();
        await world.Load.GoesOnAsync(GoesOn);
        await world.EndAsync("Api host killed");
    }

    [Fact]
    public async Task Silo_frozen_and_back_after_its_actors_moved_ends_itself_without_a_fork()
    {
        await using var world = await StartAsync(seed: 7);
        var victim = world.Cluster.Silos[1];
        await victim.FreezeAsync();
        await world.DeclaredDeadAsync(victim);
        await world.Load.GoesOnAsync(GoesOn);
        await victim.ThawAsync();
        await victim.ExitAsync(Patience);
        world.Tell("the silo that came back has ended");
        await world.Load.GoesOnAsync(GoesOn);
        await world.EndAsync("silo frozen, then back");
    }

    /// <summary>No fault, but the same to those who watch: the feed's partitions leave with the silo that holds most of them, while it hands over and after.</summary>
    [Fact]
    public async Task Silo_of_feed_partitions_that_is_drained_is_heard_of_again_within_10_seconds()
    {
        await using var world = await StartAsync(seed: 9);
        await using var placement = await Placement.OfAsync(world.Cluster);
        var victim = await placement.SiloOfMostAsync("feed");

        await victim.TerminateAsync();
        var told = Stopwatch.GetTimestamp();
        await world.HearAgainAsync(HearsAgain);
        var heard = Stopwatch.GetElapsedTime(told);
        Assert.Equal(0, await victim.ExitAsync(Patience));
        await world.HearAgainAsync(HearsAgain);
        await world.Load.GoesOnAsync(GoesOn);
        await world.EndAsync("silo drained", heardAfter: heard);
    }

    [Fact]
    public async Task All_silos_restarted_one_after_the_other_lose_nothing()
    {
        await using var world = await StartAsync(seed: 8);
        foreach (var silo in world.Cluster.Silos.ToArray())
        {
            await silo.TerminateAsync();
            Assert.Equal(0, await silo.ExitAsync(Patience));
            await world.Cluster.RestartAsync(silo);
            world.Tell($"silo {ClusterProcesses.SiloPortOf(silo)} is back");
        }

        await world.Load.GoesOnAsync(GoesOn);
        await world.EndAsync("rolling restart");
    }

    private static async Task KillAsync(FaultWorld world, ServiceProcess victim)
    {
        await victim.KillAsync();
        await world.DeclaredDeadAsync(victim);
        await world.Load.GoesOnAsync(GoesOn);
    }

    private async Task<FaultWorld> StartAsync(int seed) => await FaultWorld.StartAsync(await ClusterProcesses.StartAsync(silos: 3, apis: 2), seed, output);
}
