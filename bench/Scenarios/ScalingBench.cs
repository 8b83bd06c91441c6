using Npgsql;
using SocialCrm.Bench.Load;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Scenarios;

/// <summary>
/// The same load on one process and on 1, 2 and 3 silos with two Api processes. The machine's cores are the same ones each time, so what is to be seen is
/// the processor time of an interaction by who used it, and what scales besides: with every COMMIT held back, as by a log that is copied to another place.
/// </summary>
internal static class ScalingBench
{
    private const int Customers = 2_000;
    private const int Apis = 2;

    private static readonly TimeSpan SlowCommit = TimeSpan.FromMilliseconds(5);

    private static readonly Case[] Cases =
    [
        new("one a request, 64 connections", 64, 1, TimeSpan.Zero),
        new("arrays of 100, 16 connections", 16, 100, TimeSpan.Zero),
        new("one a request, 16 connections, COMMIT + 5 ms", 16, 1, SlowCommit),
        new("one a request, 64 connections, COMMIT + 5 ms", 64, 1, SlowCommit),
    ];

    public static async Task RunAsync(BenchRun run, string folder)
    {
        var alone = await OnProxyAsync(async (proxy, store) =>
        {
            await using var service = await ServiceProcess.StartAsync(store, folder, BenchRun.Unlimited);
            return await MeasureAsync(run, service, proxy);
        });
        foreach (var (c, result) in alone) Tell(run.Report, "one process", c, result, null);
        for (var silos = 1; silos <= 3; silos++)
        {
            var cluster = await OnProxyAsync(async (proxy, store) =>
            {
                await using var processes = await ClusterProcesses.OnAsync(store, silos, Apis, BenchRun.Unlimited);
                var results = await MeasureAsync(run, processes, proxy);
                if (silos > 1) await ActorPlaces.TellAsync(run.Report, store, $"{silos} silos, {Apis} Api processes");
                return results;
            });
            foreach (var (c, result) in cluster) Tell(run.Report, $"{silos} silo{(silos > 1 ? "s" : "")}, {Apis} Api processes", c, result, alone[c]);
        }
    }

    private static async Task<T> OnProxyAsync<T>(Func<TcpProxy, string, Task<T>> work)
    {
        var store = await StoreScenarios.NewStoreAsync("postgres");
        var server = new NpgsqlConnectionStringBuilder(store);
        await using var proxy = new TcpProxy(server.Host!, server.Port);
        (server.Host, server.Port, server.SslMode, server.GssEncryptionMode) = ("127.0.0.1", proxy.Port, SslMode.Disable, GssEncryptionMode.Disable);
        try
        {
            return await work(proxy, server.ConnectionString);
        }
        finally
        {
            await PostgresServer.DropDatabaseAsync(store);
        }
    }

    private static async Task<Dictionary<Case, LoadResult>> MeasureAsync(BenchRun run, LoadTarget target, TcpProxy proxy)
    {
        var customers = new WarmCustomers("warm", Customers);
        foreach (var c in Cases.Where(static c => c.CommitDelay == TimeSpan.Zero)) await MeasureAsync(run with { Warmup = run.StartUp / 2 }, target, proxy, c, customers);
        var results = Cases.ToDictionary(static c => c, static _ => new List<LoadResult>());
        for (var round = 0; round < run.Rounds; round++)
        {
            foreach (var c in Cases) results[c].Add(await MeasureAsync(run, target, proxy, c, customers));
        }

        return results.ToDictionary(static r => r.Key, static r => r.Value.OrderBy(static l => l.PerSecond).ElementAt(r.Value.Count / 2));
    }

    private static async Task<LoadResult> MeasureAsync(BenchRun run, LoadTarget target, TcpProxy proxy, Case c, WarmCustomers customers)
    {
        proxy.CommitDelay = c.CommitDelay;
        var writers = Enumerable.Range(0, c.Connections).Select(i => new RequestWriter("/api/interactions", ServiceProcess.Key, c.Batch, customers.Next, i + 1)).ToArray();
        var result = await HttpLoad.RunAsync(target, c.Connections, run.Warmup, run.Measured, i => writers[i].Next());
        proxy.CommitDelay = TimeSpan.Zero;
        return result;
    }

    private static void Tell(Report report, string where, Case c, LoadResult result, LoadResult? alone)
    {
        var cost = result.Cpu.All / alone?.Cpu.All * alone?.Requests / result.Requests;
        report.Add(new Figure(
            "postgres", $"{where}: {c.Name}", "1/s", result.PerSecond * c.Batch, alone is null ? "" : "one process", alone?.PerSecond * c.Batch, "",
            FormattableString.Invariant($"p50 {result.P50Ms:0.0} ms, p99 {result.P99Ms:0.0} ms; {result.Cpu.Each(result.Requests * c.Batch)}{result.Refusals}")
            + (cost is { } times ? FormattableString.Invariant($"; {times:0.00} times the CPU") : "")));
    }

    private sealed record Case(string Name, int Connections, int Batch, TimeSpan CommitDelay);
}
