namespace SocialCrm.Figures;

/// <summary>
/// What happened in the last minute, out of counts that only grow: they are looked at every 5 seconds, and the look of a minute ago is taken off.
/// </summary>
public sealed class LastMinute(Readings readings)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private const int Looks = 12;

    private static readonly string[] Histograms = ["http.server.request.duration", "crm.feed.lag", "crm.deadlines.lateness", "crm.commit.duration", "crm.commit.rows"];
    private static readonly string[] Counters = ["crm.journal.bytes", "crm.ingest.accepted", "crm.admission.refused", "crm.rate-limit.refused", "crm.live.resyncs"];

    private readonly Lock gate = new();
    private readonly Queue<Glance> past = new();

    public void Look()
    {
        var now = Take();
        lock (gate)
        {
            past.Enqueue(now);
            if (past.Count > Looks) past.Dequeue();
        }
    }

    /// <summary>Empty while nothing of this name was measured.</summary>
    public Spread Of(string histogram)
    {
        if (readings.Of(histogram) is not { } reading) return Spread.None;
        Glance? first;
        lock (gate) past.TryPeek(out first);
        var counts = first?.Histograms.GetValueOrDefault(histogram) is { } before ? reading.Counts() - before : reading.Counts();
        // Requests are measured in seconds, everything of ours in milliseconds or pieces.
        var scale = reading.Unit == "s" ? 1_000 : 1;
        return new(counts.Count, counts.Sum * scale, counts.Quantile(0.5, reading.Bounds) * scale, counts.Quantile(0.99, reading.Bounds) * scale);
    }

    public long CountOf(string counter)
    {
        if (readings.Of(counter) is not { } reading) return 0;
        Glance? first;
        lock (gate) past.TryPeek(out first);
        return (long)(reading.Total() - (first?.Counters.GetValueOrDefault(counter) ?? 0));
    }

    private Glance Take() => new(
        Histograms.Where(n => readings.Of(n) is not null).ToDictionary(static n => n, n => readings.Of(n)!.Counts(), StringComparer.Ordinal),
        Counters.Where(n => readings.Of(n) is not null).ToDictionary(static n => n, n => readings.Of(n)!.Total(), StringComparer.Ordinal));

    private sealed record Glance(Dictionary<string, HistogramCounts> Histograms, Dictionary<string, double> Counters);
}
