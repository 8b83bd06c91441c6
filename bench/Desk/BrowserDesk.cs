namespace SocialCrm.Bench.Desk;

/// <summary>The console's measures in a real browser, each on a fresh service with SQLite; service, load and browser share the machine.</summary>
internal static class BrowserDesk
{
    public static readonly (string Name, string Value)[] Unlimited =
        [.. BenchRun.Unlimited, ("RateLimits__Address__PerSecond", "10000000"), ("RateLimits__Address__Burst", "10000000")];

    public static async Task RunAsync(BenchRun run, int minutes)
    {
        await ScreenBench.RunAsync(run);
        await ScrollBench.RunAsync(run);
        await HeapBench.RunAsync(run, minutes);
    }
}
