namespace SocialCrm;

/// <summary>A clock that a test puts forward; it runs on, and timers with it.</summary>
internal sealed class MovedTime : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
