using System.Diagnostics.Metrics;

namespace SocialCrm.Figures;

/// <summary>All series of one instrument's name, whichever meters make it.</summary>
public sealed class Reading
{
    /// <summary>Most combinations of tags that one instrument is kept for; further ones go into none, and are counted in <see cref="Dropped"/>.</summary>
    public const int MaxSeries = 1_000;

    private readonly Lock gate = new();
    private volatile Dictionary<Tags, Series> series = [];
    private long dropped;

    internal Reading(Instrument instrument)
    {
        (Name, Unit, Description) = (instrument.Name, instrument.Unit ?? "", instrument.Description ?? "");
        var type = instrument.GetType().GetGenericTypeDefinition();
        Kind = type == typeof(Histogram<>) ? ReadingKind.Histogram
            : type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? ReadingKind.Counter
            : ReadingKind.Gauge;
        Adds = type == typeof(Counter<>) || type == typeof(UpDownCounter<>);
        Bounds = Kind == ReadingKind.Histogram ? Buckets.Of(Unit) : [];
    }

    public string Name { get; }
    public string Unit { get; }
    public string Description { get; }
    public ReadingKind Kind { get; }

    /// <summary>The upper bounds of a histogram's buckets, in <see cref="Unit"/>; one more bucket stands above the last.</summary>
    public double[] Bounds { get; }

    public long Dropped => Interlocked.Read(ref dropped);

    internal bool Adds { get; }

    public IEnumerable<KeyValuePair<Tags, Series>> Series => series;

    /// <summary>Of all series together, a copy.</summary>
    public HistogramCounts Counts()
    {
        var counts = new long[Bounds.Length + 1];
        double sum = 0;
        foreach (var one in series.Values) one.AddTo(counts, ref sum);
        return new(counts, sum);
    }

    /// <summary>Of all series together.</summary>
    public double Total() => series.Values.Sum(static s => s.Value);

    internal void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = Tags.Of(Name, tags);
        if (!series.TryGetValue(key, out var one) && (one = Add(key)) is null)
        {
            Interlocked.Increment(ref dropped);
            return;
        }

        if (Kind == ReadingKind.Histogram) one.Observe(value, Bounds);
        else if (Adds) one.Add(value);
        else one.Set(value);
    }

    private Series? Add(Tags key)
    {
        lock (gate)
        {
            if (series.TryGetValue(key, out var there)) return there;
            if (series.Count >= MaxSeries) return null;
            // Readers go on with the one that they hold: new combinations are rare.
            var added = new Series(Bounds.Length);
            series = new(series) { [key] = added };
            return added;
        }
    }
}

public enum ReadingKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>A histogram's buckets at one moment, or between two.</summary>
public sealed record HistogramCounts(long[] Counts, double Sum)
{
    public long Count => Counts.Sum();

    public static HistogramCounts operator -(HistogramCounts later, HistogramCounts earlier) =>
        new([.. later.Counts.Zip(earlier.Counts, static (a, b) => Math.Max(0, a - b))], later.Sum - earlier.Sum);

    /// <summary>Null when nothing was measured; within a bucket as if evenly spread, above the last one its lower bound.</summary>
    /// <param name="q">0 to 1.</param>
    public double? Quantile(double q, double[] bounds)
    {
        var wanted = q * Count;
        if (Count == 0) return null;
        long below = 0;
        for (var i = 0; i < Counts.Length; i++)
        {
            if (below + Counts[i] >= wanted && Counts[i] > 0)
            {
                var from = i == 0 ? 0 : bounds[i - 1];
                return i == bounds.Length ? from : from + ((bounds[i] - from) * (wanted - below) / Counts[i]);
            }

            below += Counts[i];
        }

        return bounds[^1];
    }
}

internal static class Buckets
{
    private static readonly double[] Milliseconds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000];
    private static readonly double[] Counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

    public static double[] Of(string unit) => unit switch
    {
        "ms" => Milliseconds,
        "s" => [.. Milliseconds.Select(static ms => ms / 1_000)],
        _ => Counts,
    };
}
