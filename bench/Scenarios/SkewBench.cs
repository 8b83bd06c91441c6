using SocialCrm.Bench.Load;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Scenarios;

/// <summary>One customer gets a fifth of everything: what the others feel of it, against the same load spread evenly, in alternating runs.</summary>
internal static class SkewBench
{
    private const int Customers = 2_000;
    private const int HotPercent = 20;
    private const int Connections = 64;

    public static async Task RunAsync(BenchRun run, string storeName, string where, LoadTarget target)
    {
        var customers = new WarmCustomers("even", Customers);
        await MeasureAsync(run with { Warmup = run.StartUp }, target, customers, hotPercent: 0);
        List<Shares> even = [];
        List<Shares> skewed = [];
        for (var round = 0; round < run.Rounds; round++)
        {
            even.Add(await MeasureAsync(run, target, customers, hotPercent: 0));
            skewed.Add(await MeasureAsync(run, target, customers, HotPercent));
        }

        var (a, b) = (Median(even), Median(skewed));
        Tell(run.Report, storeName, $"{where}: even load, {Connections} connections", a.All, a.Others, null);
        Tell(run.Report, storeName, $"{where}: the others, while one customer gets {HotPercent} %", b.All, b.Others, a.Others.Length / a.All.Seconds);
        Tell(run.Report, storeName, $"{where}: the one customer", b.All, b.Hot, null);
    }

    private static async Task<Shares> MeasureAsync(BenchRun run, LoadTarget target, WarmCustomers customers, int hotPercent)
    {
        // What a connection sent last, and what was answered: each connection has its own.
        var hot = new bool[Connections];
        var answered = Enumerable.Range(0, Connections).Select(static _ => (Hot: new List<double>(), Others: new List<double>())).ToArray();
        var writers = Enumerable.Range(0, Connections).Select(i => new RequestWriter(
            "/api/interactions", ServiceProcess.Key, 1, random => (hot[i] = random.Next(100) < hotPercent) ? ("@hot", customers.NextId()) : customers.Next(random), i + 1)).ToArray();
        var result = await HttpLoad.RunAsync(
            target, Connections, run.Warmup, run.Measured, i => writers[i].Next(), (i, ms) => (hot[i] ? answered[i].Hot : answered[i].Others).Add(ms));
        return new Shares(result, Sorted(answered.SelectMany(static a => a.Hot)), Sorted(answered.SelectMany(static a => a.Others)));
    }

    private static void Tell(Report report, string store, string what, LoadResult all, double[] latencies, double? even) => report.Add(new Figure(
        store, what, "1/s", latencies.Length / all.Seconds, even is null ? "" : "even load", even, "",
        FormattableString.Invariant($"p50 {HttpLoad.Percentile(latencies, 0.50):0.0} ms, p99 {HttpLoad.Percentile(latencies, 0.99):0.0} ms; all {all.PerSecond:0}/s, {all.Cpu.Each(all.Requests)}{all.Refusals}")));

    private static Shares Median(List<Shares> shares) => shares.OrderBy(static s => s.All.PerSecond).ElementAt(shares.Count / 2);

    private static double[] Sorted(IEnumerable<double> latencies) => [.. latencies.Order()];

    private sealed record Shares(LoadResult All, double[] Hot, double[] Others);
}
