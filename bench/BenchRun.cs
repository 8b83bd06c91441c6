namespace SocialCrm.Bench;

/// <summary>How long and how often, and where the figures go.</summary>
internal sealed record BenchRun(Report Report, int Rounds, TimeSpan Warmup, TimeSpan Measured, TimeSpan StartUp, string Match)
{
    /// <summary>The rate limits stay on and are counted, but high enough never to refuse.</summary>
    public static readonly (string Name, string Value)[] Unlimited =
        [("RateLimits__Service__PerSecond", "10000000"), ("RateLimits__Service__Burst", "10000000")];
}
