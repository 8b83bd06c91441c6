namespace SocialCrm.Outbox;

/// <summary>When a message that wasn't taken is tried again: twice as late each time, from 5 seconds to an hour, for about five hours.</summary>
public static class RetrySchedule
{
    /// <summary>Tries of one message; then it is a dead letter.</summary>
    public const int MaxAttempts = 14;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="attempt">The one that failed, from 1.</param>
    /// <param name="jitter">0 to 1: spreads those that failed together over a fifth more of the time.</param>
    /// <param name="asked">What the receiver asked for; null when it didn't. Never shorter than our own, and never longer than the longest.</param>
    public static TimeSpan After(int attempt, double jitter, TimeSpan? asked = null)
    {
        var own = First * Math.Pow(2, Math.Clamp(attempt, 1, MaxAttempts) - 1);
        if (own > Longest) own = Longest;
        if (asked > own) own = asked > Longest ? Longest : asked.Value;
        return own * (1 + (Math.Clamp(jitter, 0, 1) / 5));
    }
}
