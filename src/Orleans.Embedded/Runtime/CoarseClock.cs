namespace Orleans.Embedded;

/// <summary>Milliseconds since the start that cost nothing to read, because only a timer moves them. Up to a period behind.</summary>
internal sealed class CoarseClock(TimeProvider time)
{
    /// <summary>How far it may be behind, and so how late a timeout may be.</summary>
    internal const long PeriodMs = 250;

    private readonly long _start = time.GetTimestamp();
    private long _nowMs;

    internal TimeProvider Time => time;

    internal long NowMs => Volatile.Read(ref _nowMs);

    internal void Advance() => Volatile.Write(ref _nowMs, (long)time.GetElapsedTime(_start).TotalMilliseconds);
}
