namespace SocialCrm.Api.RateLimits;

/// <summary>Configuration section <c>RateLimits</c>. Beyond a limit: 429 with Retry-After, nothing done.</summary>
internal sealed record RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Default true. False takes all limits away, those of failed sign-ins excepted.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Per API key: interactions when taking in, requests else. Default 50,000 a second, 100,000 at once.</summary>
    public BucketOptions Service { get; init; } = new() { PerSecond = 50_000, Burst = 100_000 };

    /// <summary>Per person: requests. Default 50 a second, 500 at once.</summary>
    public BucketOptions Person { get; init; } = new() { PerSecond = 50, Burst = 500 };

    /// <summary>Per address (IPv6: per /64): requests of nobody known, and those whose key or session is refused. Default 50 a second, 500 at once.</summary>
    public BucketOptions Address { get; init; } = new() { PerSecond = 50, Burst = 500 };

    /// <summary>Failed sign-ins per address; ten times this per name. Default 10 at once, then one in 30 s.</summary>
    public BucketOptions SignIn { get; init; } = new() { PerSecond = 1.0 / 30, Burst = 10 };
}

/// <summary>A token bucket.</summary>
internal sealed record BucketOptions
{
    /// <summary>What it fills by in a second. Greater than 0; below 1 is a piece in several seconds.</summary>
    public double PerSecond { get; init; }

    /// <summary>What it holds when full: the most that can be had at once. At least 1.</summary>
    public int Burst { get; init; }
}
