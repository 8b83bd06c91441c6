using System.Diagnostics;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Load;

/// <summary>Open-loop writes at a steady rate: what is late is sent at once, so a slow server can't hide.</summary>
internal static class PacedWrites
{
    private const int Senders = 16;

    /// <param name="handle">Who writes message number i.</param>
    /// <param name="sent">Told before each is sent.</param>
    public static async Task<long> RunAsync(LoadTarget target, int perSecond, Func<long, string> handle, CancellationToken stop, Action<long>? sent = null)
    {
        var start = Stopwatch.GetTimestamp();
        var run = Guid.NewGuid().ToString("N")[..8];
        long next = -1;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(s => Task.Run(async () =>
        {
            using var connection = await HttpConnection.ConnectAsync(target.PortOf(s));
            long number = 0;
            var writer = new RequestWriter("/api/interactions", ServiceProcess.Key, 1, _ => (handle(number), $"p{run}-{number}"), s);
            while (!stop.IsCancellationRequested)
            {
                number = Interlocked.Increment(ref next);
                var due = TimeSpan.FromSeconds((double)number / perSecond) - Stopwatch.GetElapsedTime(start);
                if (due > TimeSpan.Zero) await Task.Delay(due, CancellationToken.None);
                var request = writer.Next();
                sent?.Invoke(number);
                var status = await connection.SendAsync(request);
                if (status != 200) throw new InvalidOperationException($"a paced write was answered with {status}");
            }
        })));
        return next;
    }
}
