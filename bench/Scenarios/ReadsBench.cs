using System.Text;
using System.Text.Json;
using SocialCrm.Bench.Baseline;
using SocialCrm.Bench.Load;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Scenarios;

/// <summary>State reads of resident customers, while the same customers are written to, against an endpoint that answers a small JSON object.</summary>
internal static class ReadsBench
{
    private const int Customers = 500;
    private const int Connections = 32;
    private const int WritesPerSecond = 500;

    public static async Task RunAsync(BenchRun run, string storeName, string store, string folder)
    {
        await using var baseline = await BaselineServer.StartAsync(store, folder);
        await using var service = await ServiceProcess.StartAsync(store, folder, BenchRun.Unlimited);
        var ids = await CustomersAsync(service);
        var reads = ids.Select(id => Get($"/api/customers/{id}")).ToArray();
        var bare = Get("/json");
        var random = Enumerable.Range(0, Connections).Select(i => new Random(i)).ToArray();
        var ours = new List<LoadResult>();
        var theirs = new List<LoadResult>();
        await HttpLoad.RunAsync(baseline, Connections, TimeSpan.Zero, run.StartUp / 2, _ => bare);
        await HttpLoad.RunAsync(service, Connections, TimeSpan.Zero, run.StartUp, i => reads[random[i].Next(reads.Length)]);
        for (var round = 0; round < run.Rounds; round++)
        {
            theirs.Add(await HttpLoad.RunAsync(baseline, Connections, run.Warmup, run.Measured, _ => bare));
            using var stop = new CancellationTokenSource();
            var writing = PacedWrites.RunAsync(service, WritesPerSecond, i => $"@reader{i % Customers}", stop.Token);
            ours.Add(await HttpLoad.RunAsync(service, Connections, run.Warmup, run.Measured, i => reads[random[i].Next(reads.Length)]));
            await stop.CancelAsync();
            await writing;
        }

        var mine = ours.OrderBy(r => r.PerSecond).ElementAt(run.Rounds / 2);
        var bareJson = theirs.OrderBy(r => r.PerSecond).ElementAt(run.Rounds / 2);
        run.Report.Add(new Figure(storeName, "bare JSON endpoint", "1/s", bareJson.PerSecond));
        run.Report.Add(new Figure(
            storeName, $"GET customer while {WritesPerSecond}/s are written", "1/s", mine.PerSecond, "bare JSON endpoint", bareJson.PerSecond, "0.6 x",
            FormattableString.Invariant($"p50 {mine.P50Ms:0.00} ms, p99 {mine.P99Ms:0.00} ms (below 5); {mine.Cpu.Each(mine.Requests)}")));
    }

    private static async Task<string[]> CustomersAsync(ServiceProcess service)
    {
        var writer = new RequestWriter("/api/interactions", ServiceProcess.Key, Customers, new Numbered("@reader", "r0-").Next, 1);
        using var connection = await HttpConnection.ConnectAsync(service.Port);
        var status = await connection.SendAsync(writer.Next());
        if (status != 200) throw new InvalidOperationException(Encoding.UTF8.GetString(connection.Body.Span));
        using var answer = JsonDocument.Parse(connection.Body);
        return [.. answer.RootElement.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("customerId").GetString()!)];
    }

    private static ReadOnlyMemory<byte> Get(string path) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {ServiceProcess.Key}\r\n\r\n");
}
