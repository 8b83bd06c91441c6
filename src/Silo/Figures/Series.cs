namespace SocialCrm.Figures;

/// <summary>One instrument with one combination of tags. Recorded from any thread.</summary>
public sealed class Series
{
    private readonly long[] counts;
    private double value;

    internal Series(int bounds) => counts = new long[bounds + 1];

    /// <summary>A counter's sum, a gauge's last value, or the sum of all that a histogram observed.</summary>
    public double Value => Volatile.Read(ref value);

    /// <summary>By bucket, not cumulative; the last one is above all bounds.</summary>
    public long CountOf(int bucket) => Interlocked.Read(ref counts[bucket]);

    internal void Set(double now) => Volatile.Write(ref value, now);

    internal void Add(double more)
    {
        double was, seen = Volatile.Read(ref value);
        do
        {
            was = seen;
            seen = Interlocked.CompareExchange(ref value, was + more, was);
        }
        while (!seen.Equals(was));
    }

    internal void Observe(double measured, double[] bounds)
    {
        var bucket = Array.BinarySearch(bounds, measured);
        Interlocked.Increment(ref counts[bucket < 0 ? ~bucket : bucket]);
        Add(measured);
    }

    internal void AddTo(long[] all, ref double sum)
    {
        for (var i = 0; i < counts.Length; i++) all[i] += CountOf(i);
        sum += Value;
    }
}
