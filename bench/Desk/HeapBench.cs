using SocialCrm.Browser;

namespace SocialCrm.Bench.Desk;

/// <summary>What the page keeps in memory, after collecting what it doesn't need, while an hour's traffic goes by: list, counters and an open conversation.</summary>
internal static class HeapBench
{
    /// <summary>20 changes a second for an hour, in whatever time.</summary>
    private const int Changes = 72_000;
    private const int Conversations = 200;
    private const int Samples = 20;

    public static async Task RunAsync(BenchRun run, int minutes)
    {
        await using var world = await BrowserWorld.StartAsync(["aino"], BrowserDesk.Unlimited);
        using var client = world.Client();
        var messages = new PacedMessages(client, Conversations);
        await messages.BeginAsync();
        var page = await world.SignedInAsync("aino");
        await page.Locator(".row-button", new() { HasText = PacedMessages.NameOf(0) }).First.ClickAsync();
        await page.Locator(".thread .entry").First.WaitForAsync();
        var session = await page.Context.NewCDPSessionAsync(page);
        var perSecond = Changes / (minutes * 60.0);
        var part = TimeSpan.FromMinutes((double)minutes / Samples);
        List<double> megabytes = [];
        for (var sample = 0; sample < Samples; sample++)
        {
            await messages.RunAsync(perSecond, part, isKept: false);
            await session.SendAsync("HeapProfiler.collectGarbage");
            var usage = await session.SendAsync("Runtime.getHeapUsage");
            megabytes.Add(usage!.Value.GetProperty("usedSize").GetDouble() / 1_048_576);
        }

        var (first, last) = (megabytes[1], megabytes[^1]);
        var shown = string.Join(' ', megabytes.Select(m => m.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)));
        run.Report.Add(new Figure("sqlite", $"page's heap after {Changes:#,0} changes in {minutes} min, {perSecond:0} a second", "MiB", last, $"after a tenth", first, "1.10 x or less",
            $"every {part.TotalMinutes:0.#} min: {shown}"));
    }
}
