using SocialCrm.Bench.Baseline;
using SocialCrm.Bench.Load;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Scenarios;

/// <summary>Durable ingest over HTTP against the baseline endpoint, in alternating runs on the same store.</summary>
internal static class IngestBench
{
    private const int WarmCustomers = 2_000;

    public static async Task RunAsync(BenchRun run, string storeName, string store, string folder)
    {
        await using var baseline = await BaselineServer.StartAsync(store, folder);
        await using var service = await ServiceProcess.StartAsync(store, folder, BenchRun.Unlimited);
        var sequence = new Sequence();
        var cases = new List<Case>
        {
            new("baseline, 64 connections", baseline, "/baseline", null, 64, 1, sequence.Warm),
            new("one a request, 64 connections", service, "/api/interactions", ServiceProcess.Key, 64, 1, sequence.Warm),
            new("ceiling of grouping, 64 connections", baseline, "/grouped", null, 64, 1, sequence.Warm),
            new("ceiling of grouping, arrays of 100, 16 connections", baseline, "/grouped", null, 16, 100, sequence.Warm),
            new("baseline, 256 connections", baseline, "/baseline", null, 256, 1, sequence.Warm),
            new("one a request, 256 connections", service, "/api/interactions", ServiceProcess.Key, 256, 1, sequence.Warm),
            new("one a request, 64 connections, cold customers", service, "/api/interactions", ServiceProcess.Key, 64, 1, sequence.Cold),
            new("one a request, 64 connections, 2 % redeliveries", service, "/api/interactions", ServiceProcess.Key, 64, 1, r => sequence.Redelivered(r, 2)),
            new("one a request, 64 connections, 50 % redeliveries", service, "/api/interactions", ServiceProcess.Key, 64, 1, r => sequence.Redelivered(r, 50)),
            new("arrays of 100, 16 connections", service, "/api/interactions", ServiceProcess.Key, 16, 100, sequence.Warm),
            new("arrays of 100, 2 % redeliveries", service, "/api/interactions", ServiceProcess.Key, 16, 100, r => sequence.Redelivered(r, 2)),
            new("arrays of 100, 50 % redeliveries", service, "/api/interactions", ServiceProcess.Key, 16, 100, r => sequence.Redelivered(r, 50)),
            new("arrays of 100, cold customers", service, "/api/interactions", ServiceProcess.Key, 16, 100, sequence.Cold),
        };

        if (storeName == "sqlite") cases.RemoveAll(c => c.Path == "/grouped");
        cases.RemoveAll(c => c.Key is not null && !c.Name.Contains(run.Match, StringComparison.Ordinal) && c.Name != "one a request, 64 connections" && c.Name != "arrays of 100, 16 connections");
        foreach (var c in cases.Where(c => c.Connections == 64 && c.Pick == sequence.Warm)) await MeasureAsync(run with { Warmup = run.StartUp }, c);
        var results = cases.ToDictionary(c => c, _ => new List<LoadResult>());
        for (var round = 0; round < run.Rounds; round++)
        {
            foreach (var c in cases) results[c].Add(await MeasureAsync(run, c));
        }

        var medians = cases.ToDictionary(c => c.Name, c => Median(results[c]), StringComparer.Ordinal);
        foreach (var c in cases) Tell(run.Report, storeName, c, medians);
    }

    private static async Task<LoadResult> MeasureAsync(BenchRun run, Case c)
    {
        var writers = Enumerable.Range(0, c.Connections).Select(i => new RequestWriter(c.Path, c.Key, c.Batch, c.Pick, i + 1)).ToArray();
        var result = await HttpLoad.RunAsync(c.Server, c.Connections, run.Warmup, run.Measured, i => writers[i].Next());
        if (result.Refused > 0) throw new InvalidOperationException($"{c.Name}: {result.Refused} requests were refused");
        return result;
    }

    private static LoadResult Median(List<LoadResult> results) => results.OrderBy(r => r.PerSecond).ElementAt(results.Count / 2);

    private static void Tell(Report report, string store, Case c, Dictionary<string, LoadResult> medians)
    {
        var result = medians[c.Name];
        var latency = FormattableString.Invariant($"p50 {result.P50Ms:0.0} ms, p99 {result.P99Ms:0.0} ms; {result.Cpu.Each(result.Requests * c.Batch)}");
        var perSecond = result.PerSecond * c.Batch;
        var (against, target) = c.Name switch
        {
            _ when c.Path == "/baseline" => (null, ""),
            _ when c.Path == "/grouped" => ("baseline, 64 connections", ""),
            "one a request, 64 connections" => ("baseline, 64 connections", "2 x"),
            "one a request, 256 connections" => ("baseline, 256 connections", "2.5 x"),
            "arrays of 100, 16 connections" => ("baseline, 64 connections", "4 x"),
            "arrays of 100, cold customers" => ("baseline, 64 connections", "8,000/s"),
            _ when c.Name.Contains("redeliveries", StringComparison.Ordinal) => (c.Batch > 1 ? "arrays of 100, 16 connections" : "one a request, 64 connections", "1 x"),
            _ => ("baseline, 64 connections", ""),
        };
        double? baseline = against is null ? null : medians[against].PerSecond * (against.StartsWith("arrays", StringComparison.Ordinal) ? 100 : 1);
        report.Add(new Figure(store, $"ingest, {c.Name}", "1/s", perSecond, against ?? "", baseline, target, latency));
    }

    private sealed record Case(string Name, ServiceProcess Server, string Path, string? Key, int Connections, int Batch, Func<Random, (string Handle, string ExternalId)> Pick);

    /// <summary>Who writes next, and under which id.</summary>
    private sealed class Sequence
    {
        private long _next;

        public (string Handle, string ExternalId) Warm(Random random) => ($"@warm{random.Next(WarmCustomers)}", $"b{Interlocked.Increment(ref _next)}");

        public (string Handle, string ExternalId) Cold(Random random)
        {
            var id = Interlocked.Increment(ref _next);
            return ($"@cold{id}", $"b{id}");
        }

        /// <summary>A share of the messages is one of the last 100,000 again, by the same person.</summary>
        public (string Handle, string ExternalId) Redelivered(Random random, int percent)
        {
            var id = random.Next(100) < percent ? Math.Max(1, Interlocked.Read(ref _next) - random.Next(2_000, 100_000)) : Interlocked.Increment(ref _next);
            return ($"@warm{id % WarmCustomers}", $"b{id}");
        }
    }
}
