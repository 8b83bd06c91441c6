using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Load;

/// <summary>
/// SignalR clients, each watching a customer of its own, and the time from before a POST is sent to the callback of the client that watches its customer.
/// They hear from their connecting until they are disposed: a cancelled receive ends a WebSocket.
/// </summary>
internal sealed class Watchers : IAsyncDisposable
{
    private const int ConnectingAtOnce = 50;
    private const int CustomersARequest = 1_000;

    /// <summary>Those who wait for the others to connect say that they are still there.</summary>
    private const int PingedAtOnce = 1_000;

    /// <summary>After the last POST; who hasn't heard of it by then is told about.</summary>
    private static readonly TimeSpan LastHearing = TimeSpan.FromSeconds(1);

    private readonly LoadTarget _target;
    private readonly CancellationTokenSource _deaf = new();
    private readonly List<LiveClient> _clients = [];
    private readonly List<Task> _listening = [];
    private readonly long[] _sentAt;
    private ConcurrentBag<double> _latencies = [];
    private long _from;

    private Watchers(LoadTarget target, int count) => (_target, _sentAt) = (target, new long[count]);

    /// <summary>Makes the customers, and a watching client for each.</summary>
    public static async Task<Watchers> ConnectAsync(LoadTarget target, int count)
    {
        var watchers = new Watchers(target, count);
        var ids = await CustomersAsync(target.Apis[0], count);
        foreach (var chunk in Enumerable.Range(0, count).Chunk(ConnectingAtOnce))
        {
            watchers._clients.AddRange(await Task.WhenAll(chunk.Select(async i =>
            {
                var client = await LiveClient.ConnectAsync(target.PortOf(i));
                await client.WatchAsync(ids[i]);
                return client;
            })));
            if (watchers._clients.Count % PingedAtOnce == 0) await watchers.PingAsync();
        }

        for (var i = 0; i < count; i++)
        {
            var place = i;
            watchers._listening.Add(watchers._clients[i].ListenAsync(() => watchers.Change(place), watchers._deaf.Token));
        }

        return watchers;
    }

    /// <summary>Messages go round the customers, so each client has at most one change under way.</summary>
    /// <returns>Milliseconds, sorted.</returns>
    public async Task<(double[] Latencies, ProcessorTime Cpu)> MeasureAsync(int perSecond, TimeSpan warmup, TimeSpan measured)
    {
        await PingAsync();
        using var stop = new CancellationTokenSource();
        _latencies = [];
        Array.Clear(_sentAt);
        _from = Stopwatch.GetTimestamp() + (long)(warmup.TotalSeconds * Stopwatch.Frequency);
        var writing = PacedWrites.RunAsync(
            _target, perSecond, n => $"@live{n % _sentAt.Length}", stop.Token, n => Interlocked.Exchange(ref _sentAt[n % _sentAt.Length], Stopwatch.GetTimestamp()));
        await Task.Delay(warmup);
        var before = ProcessorTime.Now(_target);
        await Task.Delay(measured);
        var cpu = ProcessorTime.Now(_target) - before;
        await stop.CancelAsync();
        await writing;
        await Task.Delay(LastHearing);
        if (_sentAt.Count(static s => s != 0) is > 0 and var missing) Console.Error.WriteLine($"{missing} clients hadn't heard of their last change a second after the end");
        var sorted = _latencies.ToArray();
        Array.Sort(sorted);
        return (sorted, cpu);
    }

    public async ValueTask DisposeAsync()
    {
        await _deaf.CancelAsync();
        await Task.WhenAll(_listening);
        foreach (var client in _clients) await client.DisposeAsync();
        _deaf.Dispose();
    }

    private async Task PingAsync()
    {
        foreach (var client in _clients) await client.PingAsync();
    }

    private void Change(int client)
    {
        var sent = Interlocked.Exchange(ref _sentAt[client], 0);
        if (sent > _from) _latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
    }

    private static async Task<List<string>> CustomersAsync(ServiceProcess service, int count)
    {
        var numbered = new Numbered("@live", "l0-");
        using var connection = await HttpConnection.ConnectAsync(service.Port);
        List<string> ids = [];
        while (ids.Count < count)
        {
            var writer = new RequestWriter("/api/interactions", ServiceProcess.Key, Math.Min(CustomersARequest, count - ids.Count), numbered.Next, 1);
            if (await connection.SendAsync(writer.Next()) != 200) throw new InvalidOperationException("the customers couldn't be made");
            using var answer = JsonDocument.Parse(connection.Body);
            ids.AddRange(answer.RootElement.GetProperty("results").EnumerateArray().Select(static r => r.GetProperty("customerId").GetString()!));
        }

        return ids;
    }
}
