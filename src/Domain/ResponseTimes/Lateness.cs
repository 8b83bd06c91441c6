namespace SocialCrm.ResponseTimes;

/// <summary>How late something was judged.</summary>
public static class Lateness
{
    /// <summary>Below it a deadline counts as judged in time.</summary>
    private const long PromptMs = 1_000;

    /// <summary>Milliseconds; 0 below a second.</summary>
    public static long Ms(DateTimeOffset due, DateTimeOffset judged) => (long)(judged - due).TotalMilliseconds is var ms && ms >= PromptMs ? ms : 0;
}
