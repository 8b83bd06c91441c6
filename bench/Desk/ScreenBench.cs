using Microsoft.Playwright;
using SocialCrm.Bench.Load;
using SocialCrm.Browser;

namespace SocialCrm.Bench.Desk;

/// <summary>
/// From before a POST is sent until the frame that shows it, 100 changes a second: in the list (its row's line), and in an open conversation. Where a newer message of
/// the same conversation is shown first, the older one counts as shown then.
/// </summary>
internal static class ScreenBench
{
    private const int PerSecond = 100;

    /// <summary>As many as are seen at once.</summary>
    private const int Conversations = 10;

    /// <summary>Notes each number with the time of the frame that shows it. Time of the frame after a change is in the page: no earlier than the eye.</summary>
    private const string Watch = """
        selector => {
          const seen = [];
          const last = new Map();
          const numbers = () => [...document.querySelectorAll(selector)].flatMap(e => [...e.textContent.matchAll(/m(\d+) Hei/g)].map(m => Number(m[1])));
          const look = () => {
            const found = numbers().filter(n => !last.has(n));
            if (found.length === 0) return;
            found.forEach(n => last.set(n, true));
            requestAnimationFrame(() => { const at = performance.timeOrigin + performance.now(); found.forEach(n => seen.push([n, at])); });
          };
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
          window.seen = seen;
        }
        """;

    public static async Task RunAsync(BenchRun run)
    {
        await using var world = await BrowserWorld.StartAsync(["aino"], BrowserDesk.Unlimited);
        using var client = world.Client();
        var messages = new PacedMessages(client, Conversations);
        await messages.BeginAsync();
        var list = await world.SignedInAsync("aino");
        await list.Locator(".row-line", new() { HasText = "Hei" }).Nth(Conversations - 1).WaitForAsync();
        await MeasureAsync(run, messages, list, "in the list", ".row-line", isAll: true);
        await list.Locator(".row-button", new() { HasText = PacedMessages.NameOf(0) }).First.ClickAsync();
        await list.Locator(".thread .entry").First.WaitForAsync();
        await MeasureAsync(run, messages, list, "in the open conversation", ".thread .entry:nth-last-child(-n+20)", isAll: false);
    }

    private static async Task MeasureAsync(BenchRun run, PacedMessages messages, IPage page, string where, string selector, bool isAll)
    {
        await page.EvaluateAsync(Watch, selector);
        await messages.RunAsync(PerSecond, run.StartUp, isKept: false);
        List<(double[] Latencies, int Unseen)> rounds = [];
        for (var round = 0; round < run.Rounds; round++)
        {
            await messages.RunAsync(PerSecond, run.Measured, isKept: true);
            // The last ones are given as long as anybody would wait.
            await Task.Delay(TimeSpan.FromSeconds(2));
            var seen = await page.EvaluateAsync<double[][]>("window.seen");
            rounds.Add(LatenciesOf(messages, seen, isAll));
        }

        var (latencies, unseen) = rounds.OrderBy(r => HttpLoad.Percentile(r.Latencies, 0.95)).ElementAt(run.Rounds / 2);
        var what = $"POST to the screen {where}, {PerSecond} changes/s";
        run.Report.Add(new Figure("sqlite", what + ", median", "ms", HttpLoad.Percentile(latencies, 0.50), Target: "below 100 ms"));
        run.Report.Add(new Figure("sqlite", what + ", p95", "ms", HttpLoad.Percentile(latencies, 0.95), Target: "below 100 ms"));
        run.Report.Add(new Figure("sqlite", what + ", p99", "ms", HttpLoad.Percentile(latencies, 0.99), Note: $"{latencies.Length:#,0} messages, {unseen} not seen within 2 s"));
    }

    private static (double[] Latencies, int Unseen) LatenciesOf(PacedMessages messages, double[][] seen, bool isAll)
    {
        var shown = seen.GroupBy(s => messages.ConversationOf((long)s[0])).ToDictionary(g => g.Key, g => g.OrderBy(s => s[0]).ToArray());
        var sent = isAll ? messages.Sent : [.. messages.Sent.Where(s => messages.ConversationOf(s.Number) == 0)];
        var latencies = sent.Select(s => ShownMs(shown.GetValueOrDefault(messages.ConversationOf(s.Number)) ?? [], s.Number) - s.SentMs).ToArray();
        return ([.. latencies.Where(double.IsFinite).Order()], latencies.Count(l => !double.IsFinite(l)));
    }

    /// <summary>When this message or a newer one was first shown.</summary>
    private static double ShownMs(double[][] shown, long number) => shown.Where(s => s[0] >= number).Select(s => s[1]).DefaultIfEmpty(double.PositiveInfinity).Min();
}
