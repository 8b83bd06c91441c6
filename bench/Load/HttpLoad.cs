using System.Diagnostics;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Load;

/// <summary>What a run of load came to.</summary>
/// <param name="Requests">Answered with 200 within the measured time.</param>
/// <param name="Refused">Answered with anything else.</param>
/// <param name="Cpu">Processor time of the measured seconds.</param>
internal sealed record LoadResult(double Seconds, long Requests, long Refused, double P50Ms, double P99Ms, ProcessorTime Cpu)
{
    public double PerSecond => Requests / Seconds;
}

/// <summary>Writes the next request of one connection into a buffer.</summary>
internal delegate ReadOnlyMemory<byte> NextRequest(int connection);

/// <summary>Closed-loop load: every connection sends its next request when the last one was answered.</summary>
internal static class HttpLoad
{
    public static async Task<LoadResult> RunAsync(ServiceProcess server, int connections, TimeSpan warmup, TimeSpan measured, NextRequest next)
    {
        var start = Stopwatch.GetTimestamp();
        var from = start + Ticks(warmup);
        var until = from + Ticks(measured);
        var cpu = CpuAsync(server.Id, warmup, measured);
        var workers = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() => WorkAsync(server.Port, i, from, until, next))));
        var latencies = workers.SelectMany(w => w.Latencies).ToArray();
        Array.Sort(latencies);
        return new LoadResult(measured.TotalSeconds, latencies.Length, workers.Sum(w => w.Refused), Percentile(latencies, 0.50), Percentile(latencies, 0.99), await cpu);
    }

    public static double Percentile(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];

    private static async Task<ProcessorTime> CpuAsync(int server, TimeSpan warmup, TimeSpan measured)
    {
        await Task.Delay(warmup);
        var before = ProcessorTime.Now(server);
        await Task.Delay(measured);
        return ProcessorTime.Now(server) - before;
    }

    private static async Task<(List<double> Latencies, long Refused)> WorkAsync(int port, int index, long from, long until, NextRequest next)
    {
        using var connection = await HttpConnection.ConnectAsync(port);
        var latencies = new List<double>(16_384);
        long refused = 0;
        while (true)
        {
            var sent = Stopwatch.GetTimestamp();
            if (sent >= until) return (latencies, refused);
            var status = await connection.SendAsync(next(index));
            var answered = Stopwatch.GetTimestamp();
            if (answered < from || answered >= until) continue;
            if (status == 200) latencies.Add(Stopwatch.GetElapsedTime(sent, answered).TotalMilliseconds);
            else refused++;
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
