using SocialCrm.Bench.Load;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Scenarios;

/// <summary>From before a POST is sent to the callback of the SignalR client that watches its customer: 1,000 a second, 1,000 clients.</summary>
internal static class LiveBench
{
    private const int Clients = 1_000;
    private const int PerSecond = 1_000;

    public static async Task RunAsync(BenchRun run, string storeName, string store, string folder)
    {
        await using var service = await ServiceProcess.StartAsync(store, folder, BenchRun.Unlimited);
        await using var watchers = await Watchers.ConnectAsync(service, Clients);
        await watchers.MeasureAsync(PerSecond, run.StartUp, TimeSpan.Zero);
        var results = new List<double[]>();
        for (var round = 0; round < run.Rounds; round++) results.Add((await watchers.MeasureAsync(PerSecond, run.Warmup, run.Measured)).Latencies);

        var median = results.OrderBy(r => HttpLoad.Percentile(r, 0.99)).ElementAt(run.Rounds / 2);
        run.Report.Add(new Figure(storeName, $"POST to callback, {PerSecond}/s, {Clients} clients, p50", "ms", HttpLoad.Percentile(median, 0.50), Target: "below 10 ms"));
        run.Report.Add(new Figure(storeName, $"POST to callback, {PerSecond}/s, {Clients} clients, p99", "ms", HttpLoad.Percentile(median, 0.99), Target: "below 30 ms", Note: $"{median.Length:#,0} changes seen"));
    }
}
