using System.Diagnostics;

namespace SocialCrm.Bench.Load;

/// <summary>A number of requests, each sent once, over so many connections: for what is only cold the first time.</summary>
internal static class CountedLoad
{
    /// <param name="request">Number i, from 0; made on the connection that sends it.</param>
    public static async Task<LoadResult> RunAsync(LoadTarget target, int connections, int count, Func<int, ReadOnlyMemory<byte>> request)
    {
        var next = -1;
        long refused = 0;
        var cpu = ProcessorTime.Now(target);
        var start = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(async () =>
        {
            using var connection = await HttpConnection.ConnectAsync(target.PortOf(c));
            List<double> mine = [];
            while (Interlocked.Increment(ref next) is var i && i < count)
            {
                var sent = Stopwatch.GetTimestamp();
                if (await connection.SendAsync(request(i)) == 200) mine.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                else Interlocked.Increment(ref refused);
            }

            return mine;
        })));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var sorted = latencies.SelectMany(static l => l).Order().ToArray();
        return new LoadResult(seconds, sorted.Length, refused, HttpLoad.Percentile(sorted, 0.50), HttpLoad.Percentile(sorted, 0.99), ProcessorTime.Now(target) - cpu);
    }
}
