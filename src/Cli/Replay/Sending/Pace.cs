namespace SocialCrm.Cli.Replay.Sending;

/// <summary>Lets rows through at a rate, evenly, without catching up after a pause of the reader. Used by one reader.</summary>
/// <param name="ratePerSecond">Null lets everything through at once.</param>
internal sealed class Pace(double? ratePerSecond, TimeProvider clock)
{
    /// <summary>Batches a second at least, where the rate has that many rows: traffic at 50/s comes in fives, not in a hundred every 2 s.</summary>
    private const double MinBatchesPerSecond = 10;

    private readonly long began = clock.GetTimestamp();
    private TimeSpan free;

    /// <summary>How many rows a batch may have so that the rate stays even.</summary>
    public int BatchRows(int asked) =>
        ratePerSecond is { } rate ? (int)Math.Clamp(rate / MinBatchesPerSecond, 1, asked) : asked;

    public async ValueTask WaitAsync(int rows, CancellationToken cancellation)
    {
        if (ratePerSecond is not { } rate) return;
        var now = clock.GetElapsedTime(began);
        if (free > now) await Task.Delay(free - now, clock, cancellation);
        else free = now;
        free += TimeSpan.FromSeconds(rows / rate);
    }
}
