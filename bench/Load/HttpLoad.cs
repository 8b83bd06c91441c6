using System.Diagnostics;

namespace SocialCrm.Bench.Load;

/// <summary>What a run of load came to.</summary>
/// <param name="Requests">Answered with 200 within the measured time.</param>
/// <param name="Refused">Answered with anything else.</param>
/// <param name="Cpu">Processor time of the measured seconds.</param>
internal sealed record LoadResult(double Seconds, long Requests, long Refused, double P50Ms, double P99Ms, ProcessorTime Cpu)
{
    public double PerSecond => Requests / Seconds;

    /// <summary>For a note: empty when none was.</summary>
    public string Refusals => Refused == 0 ? "" : $"; {Refused} refused";
}

/// <summary>Writes the next request of one connection into a buffer.</summary>
internal delegate ReadOnlyMemory<byte> NextRequest(int connection);

/// <summary>Closed-loop load: every connection sends its next request when the last one was answered.</summary>
internal static class HttpLoad
{
    /// <param name="answered">Told of every 200 of the measured time: the connection, and its milliseconds. From many threads, but of one connection one at a time.</param>
    public static async Task<LoadResult> RunAsync(
        LoadTarget target, int connections, TimeSpan warmup, TimeSpan measured, NextRequest next, Action<int, double>? answered = null)
    {
        var start = Stopwatch.GetTimestamp();
        var from = start + Ticks(warmup);
        var until = from + Ticks(measured);
        var cpu = CpuAsync(target, warmup, measured);
        var workers = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() => WorkAsync(target.PortOf(i), i, from, until, next, answered))));
        var latencies = workers.SelectMany(w => w.Latencies).ToArray();
        Array.Sort(latencies);
        return new LoadResult(measured.TotalSeconds, latencies.Length, workers.Sum(w => w.Refused), Percentile(latencies, 0.50), Percentile(latencies, 0.99), await cpu);
    }

    public static double Percentile(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];

    private static async Task<ProcessorTime> CpuAsync(LoadTarget target, TimeSpan warmup, TimeSpan measured)
    {
        await Task.Delay(warmup);
        var before = ProcessorTime.Now(target);
        await Task.Delay(measured);
        return ProcessorTime.Now(target) - before;
    }

    private static async Task<(List<double> Latencies, long Refused)> WorkAsync(
        int port, int index, long from, long until, NextRequest next, Action<int, double>? told)
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
            if (status != 200)
            {
                refused++;
                continue;
            }

            var ms = Stopwatch.GetElapsedTime(sent, answered).TotalMilliseconds;
            latencies.Add(ms);
            told?.Invoke(index, ms);
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
