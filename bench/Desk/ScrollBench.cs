using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using SocialCrm.Browser;

namespace SocialCrm.Bench.Desk;

/// <summary>Frames a second while a list of 10,000 is scrolled, at first with what has to be loaded on the way, then loaded.</summary>
internal static class ScrollBench
{
    private const int Conversations = 10_000;
    private const int BatchSize = 1_000;
    private const int PixelsPerSecond = 3_000;

    private const string LoadAll = """
        async () => {
          const rows = document.querySelector(".rows");
          for (let same = 0, height = 0; same < 20; ) {
            rows.scrollTop = rows.scrollHeight;
            await new Promise(resolve => setTimeout(resolve, 100));
            same = rows.scrollHeight === height ? same + 1 : 0;
            height = rows.scrollHeight;
          }
          return Number(document.querySelector(".row-item").getAttribute("aria-setsize"));
        }
        """;

    private const string Scroll = """
        async ([pixelsPerSecond, ms]) => {
          const rows = document.querySelector(".rows");
          rows.scrollTop = 0;
          await new Promise(resolve => setTimeout(resolve, 1000));
          const frames = [];
          await new Promise(resolve => {
            const step = at => {
              frames.push(at);
              rows.scrollTop = (at - frames[0]) * pixelsPerSecond / 1000;
              if (at - frames[0] < ms) requestAnimationFrame(step);
              else resolve();
            };
            requestAnimationFrame(step);
          });
          return frames;
        }
        """;

    public static async Task RunAsync(BenchRun run)
    {
        await using var world = await BrowserWorld.StartAsync(["aino"], BrowserDesk.Unlimited);
        using var client = world.Client();
        for (var first = 0; first < Conversations; first += BatchSize) await FillAsync(client, first);
        var page = await world.SignedInAsync("aino");
        await page.Locator(".row-item").First.WaitForAsync();
        await MeasureAsync(run, page, "loaded on the way");
        var rows = await page.EvaluateAsync<int>(LoadAll);
        await MeasureAsync(run, page, $"all {rows:#,0} loaded");
    }

    private static async Task MeasureAsync(BenchRun run, IPage page, string how)
    {
        List<double[]> rounds = [];
        for (var round = 0; round < run.Rounds; round++)
        {
            var frames = await page.EvaluateAsync<double[]>(Scroll, new[] { PixelsPerSecond, run.Measured.TotalMilliseconds });
            rounds.Add([.. frames.Zip(frames.Skip(1), (a, b) => b - a).Order()]);
        }

        var gaps = rounds.OrderBy(static r => r.Average()).ElementAt(run.Rounds / 2);
        run.Report.Add(new Figure("sqlite", $"list of {Conversations:#,0}, {PixelsPerSecond:#,0} pixels/s, {how}", "1/s", 1_000 / gaps.Average(), Target: "at least 50",
            Note: $"frames; 95 % came within {gaps[(int)(gaps.Length * 0.95)]:0} ms, the worst after {gaps[^1]:0} ms"));
    }

    private static async Task FillAsync(HttpClient client, int first)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        using var taken = await client.PostAsJsonAsync("/api/interactions", Enumerable.Range(first, BatchSize).Select(i => new
        {
            channel = "whatsapp",
            account = "pohjanlento",
            externalId = $"s{i}",
            direction = "inbound",
            text = $"Lentoni {i} peruttiin. Miten saan paikan iltalennolle?",
            at = now.AddSeconds(i - (2 * Conversations)),
            author = new { handle = $"+35840{i:0000000}", name = PacedMessages.NameOf(i) },
        }), JsonSerializerOptions.Web);
        taken.EnsureSuccessStatusCode();
    }
}
