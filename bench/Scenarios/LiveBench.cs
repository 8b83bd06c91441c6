using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
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
        var ids = await CustomersAsync(service);
        var clients = new List<LiveClient>();
        foreach (var chunk in ids.Chunk(50))
        {
            clients.AddRange(await Task.WhenAll(chunk.Select(async id =>
            {
                var client = await LiveClient.ConnectAsync(service.Port);
                await client.WatchAsync(id);
                return client;
            })));
        }

        // A cancelled receive ends a WebSocket, so the clients listen from the first round to the last.
        var heard = new Heard();
        using var deaf = new CancellationTokenSource();
        var listening = clients.Select((client, i) => client.ListenAsync(() => heard.Change(i), deaf.Token)).ToArray();
        await MeasureAsync(run with { Warmup = run.StartUp, Measured = TimeSpan.Zero }, service, clients, heard);
        var results = new List<double[]>();
        for (var round = 0; round < run.Rounds; round++) results.Add(await MeasureAsync(run, service, clients, heard));
        await deaf.CancelAsync();
        await Task.WhenAll(listening);
        foreach (var client in clients) await client.DisposeAsync();

        var median = results.OrderBy(r => HttpLoad.Percentile(r, 0.99)).ElementAt(run.Rounds / 2);
        run.Report.Add(new Figure(storeName, $"POST to callback, {PerSecond}/s, {Clients} clients, p50", "ms", HttpLoad.Percentile(median, 0.50), Target: "below 10 ms"));
        run.Report.Add(new Figure(storeName, $"POST to callback, {PerSecond}/s, {Clients} clients, p99", "ms", HttpLoad.Percentile(median, 0.99), Target: "below 30 ms", Note: $"{median.Length:#,0} changes seen"));
    }

    /// <summary>Each client has at most one change under way: messages go round the customers, one a second each.</summary>
    private static async Task<double[]> MeasureAsync(BenchRun run, ServiceProcess service, List<LiveClient> clients, Heard heard)
    {
        foreach (var client in clients) await client.PingAsync();
        using var stop = new CancellationTokenSource();
        heard.Begin(Stopwatch.GetTimestamp() + (long)(run.Warmup.TotalSeconds * Stopwatch.Frequency));
        var writing = PacedWrites.RunAsync(service.Port, PerSecond, n => $"@live{n % Clients}", stop.Token, n => heard.Sent(n % Clients));
        await Task.Delay(run.Warmup + run.Measured);
        await stop.CancelAsync();
        await writing;
        await Task.Delay(TimeSpan.FromSeconds(1));
        return heard.End();
    }

    private static async Task<string[]> CustomersAsync(ServiceProcess service)
    {
        var writer = new RequestWriter("/api/interactions", ServiceProcess.Key, Clients, new Numbered("@live", "l0-").Next, 1);
        using var connection = await HttpConnection.ConnectAsync(service.Port);
        if (await connection.SendAsync(writer.Next()) != 200) throw new InvalidOperationException("the customers couldn't be made");
        using var answer = JsonDocument.Parse(connection.Body);
        return [.. answer.RootElement.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("customerId").GetString()!)];
    }

    /// <summary>When each client's change was sent, and how long after it the client heard of it.</summary>
    private sealed class Heard
    {
        private readonly long[] _sentAt = new long[Clients];
        private ConcurrentBag<double> _latencies = [];
        private long _from;

        public void Begin(long from)
        {
            _from = from;
            _latencies = [];
            Array.Clear(_sentAt);
        }

        public void Sent(long client) => Interlocked.Exchange(ref _sentAt[client], Stopwatch.GetTimestamp());

        public void Change(int client)
        {
            var sent = Interlocked.Exchange(ref _sentAt[client], 0);
            if (sent > _from) _latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        public double[] End()
        {
            var missing = _sentAt.Count(s => s != 0);
            if (missing > 0) Console.Error.WriteLine($"{missing} clients hadn't heard of their last change a second after the end");
            var sorted = _latencies.ToArray();
            Array.Sort(sorted);
            return sorted;
        }
    }
}
