using Npgsql;
using SocialCrm.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace SocialCrm.Cluster.Faults;

/// <summary>The database, or the network to it, goes away under load. Otherwise as <see cref="FaultPostgresTests"/>.</summary>
public sealed class FaultOfDatabasePostgresTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int Apis = 2;
    private const int GoesOn = 40;

    /// <summary>So many repetitions show that the fault is felt by all.</summary>
    private const int Felt = 2 * Load.Senders;

    [Fact]
    public async Task Database_crashed_and_restarted_loses_nothing()
    {
        await using var server = await PostgresCluster.StartAsync();
        await using var world = await OnAsync(server, seed: 5);
        await server.CrashServerAsync();
        await world.Load.IsFeltAsync(Felt);
        await server.StartServerAsync();
        await world.Load.GoesOnAsync(GoesOn);
        await world.EndAsync("database crashed, then started");
    }

    [Fact]
    public async Task Database_frozen_for_a_while_loses_nothing()
    {
        await using var server = await PostgresCluster.StartAsync();
        await using var world = await OnAsync(server, seed: 6);
        await server.FreezeServerAsync();
        try
        {
            await world.Load.IsFeltAsync(Felt);
        }
        finally
        {
            await server.ThawServerAsync();
        }

        await world.Load.GoesOnAsync(GoesOn);
        await world.EndAsync("database frozen, then back");
    }

    [Fact]
    public async Task Silos_cut_off_from_the_database_lose_nothing()
    {
        await using var link = await LinkAsync();
        await using var world = await OverAsync(link, Silos, seed: 9);
        link.Become(LinkState.Cut);
        await world.Load.IsFeltAsync(Felt);
        link.Become(LinkState.Open);
        await world.Load.GoesOnAsync(GoesOn);
        await world.EndAsync("network from all silos to the database cut");
    }

    [Fact]
    public async Task Silo_whose_packets_to_the_database_are_swallowed_does_not_stop_the_others()
    {
        await using var link = await LinkAsync();
        await using var world = await OverAsync(link, silosOverLink: 1, seed: 10);
        link.Become(LinkState.Silent);
        await world.Load.IsFeltAsync(1);
        await world.Load.GoesOnAsync(GoesOn);
        world.Tell("all senders go on beside the silo that is cut off");
        link.Become(LinkState.Open);
        await world.Load.GoesOnAsync(GoesOn);
        await world.EndAsync("network from one silo to the database silent");
    }

    private async Task<FaultWorld> OnAsync(PostgresCluster server, int seed) => await FaultWorld.StartAsync(
        await ClusterProcesses.OnAsync(await PostgresServer.NewDatabaseAsync(server.ConnectionString), Silos, Apis), seed, output);

    private static async Task<NetworkLink> LinkAsync() => new(new NpgsqlConnectionStringBuilder(await PostgresServer.AddressAsync()).Port);

    /// <summary>Some silos have their database connections over the link; the others and the Api hosts reach it directly.</summary>
    private async Task<FaultWorld> OverAsync(NetworkLink link, int silosOverLink, int seed)
    {
        var cluster = await ClusterProcesses.StartAsync(silos: 0, apis: 0);
        try
        {
            var over = new NpgsqlConnectionStringBuilder(cluster.Store) { Host = "127.0.0.1", Port = link.Port }.ConnectionString;
            await Task.WhenAll(
            [
                .. Enumerable.Range(0, Silos).Select(i => i < silosOverLink ? cluster.AddSiloAsync(("store", over)) : cluster.AddSiloAsync()),
                .. Enumerable.Range(0, Apis).Select(_ => cluster.AddApiAsync()),
            ]);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return await FaultWorld.StartAsync(cluster, seed, output);
    }
}
