using SocialCrm.Bench.Load;

namespace SocialCrm.Bench.Scenarios;

/// <summary>Watching clients over all processes that answer HTTP: memory for each, and from a POST to the callback, at a steady 500 a second.</summary>
internal static class WatchersBench
{
    private const int PerSecond = 500;

    /// <summary>Connected before memory is looked at for the first time: what the first ones need, all share.</summary>
    private const int First = 100;

    public static async Task RunAsync(BenchRun run, string storeName, string where, LoadTarget target, int clients)
    {
        await using (var few = await Watchers.ConnectAsync(target, First)) await few.MeasureAsync(PerSecond, run.StartUp, TimeSpan.Zero);
        var (apis, silos) = (LoadTarget.WorkingSetOf(target.Apis), LoadTarget.WorkingSetOf(target.Silos));
        await using var watchers = await Watchers.ConnectAsync(target, clients);
        Memory("process that answers HTTP", LoadTarget.WorkingSetOf(target.Apis) - apis);
        if (target.Silos.Count > 0) Memory("silos, with its customer and conversation", LoadTarget.WorkingSetOf(target.Silos) - silos);

        List<(double[] Latencies, ProcessorTime Cpu)> results = [];
        for (var round = 0; round < run.Rounds; round++) results.Add(await watchers.MeasureAsync(PerSecond, run.Warmup, run.Measured));
        var (latencies, cpu) = results.OrderBy(static r => HttpLoad.Percentile(r.Latencies, 0.99)).ElementAt(run.Rounds / 2);
        var note = $"{latencies.Length:#,0} changes heard; {cpu.Each(latencies.Length)}";
        run.Report.Add(new Figure(storeName, $"{where}: POST to callback, {PerSecond}/s, {clients} watchers, p50", "ms", HttpLoad.Percentile(latencies, 0.50), Target: "below 10 ms"));
        run.Report.Add(new Figure(storeName, $"{where}: POST to callback, {PerSecond}/s, {clients} watchers, p99", "ms", HttpLoad.Percentile(latencies, 0.99), Target: "below 30 ms", Note: note));

        void Memory(string whose, long bytes) => run.Report.Add(new Figure(storeName, $"{where}: memory for each of {clients} watchers, {whose}", "bytes", (double)bytes / clients));
    }
}
