using System.Net.Http.Headers;
using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SocialCrm.Browser;

/// <summary>What presses, who waits, and what came of it, as a supervisor sees it, live.</summary>
public sealed class BoardTests
{
    /// <summary>Everybody is late a few seconds after they wrote.</summary>
    public const string SoonLate = """
        policies:
          - { id: soon, calendar: always, firstResponse: 4s, nextResponse: 4s, warnAt: [] }
        """;

    static BoardTests() => SetDefaultExpectTimeout(BrowserWorld.PatienceMs);

    [Fact]
    public async Task MissedDeadline_comesToTheBoard_andLeavesItWhenAnswered()
    {
        await using var world = await BrowserWorld.StartAsync("otto", "aino");
        await world.ConfigureAsync("response-times", SoonLate);
        var board = await world.SignedInAsync("otto", at: "/escalations");
        await Expect(board.GetByText("Nothing presses")).ToBeVisibleAsync();

        await world.SayAsync("Liisa Virtanen", "Missä laukkuni on?");
        var late = board.Locator(".board-column.late .card", new() { HasText = "Liisa Virtanen" });
        await Expect(late).ToBeVisibleAsync();
        await Expect(late.GetByText("Missä laukkuni on?")).ToBeVisibleAsync();

        // From the board, by keyboard alone: to the card, and take it.
        await board.Keyboard.PressAsync("j");
        await board.Keyboard.PressAsync("c");
        await Expect(board.GetByText("It is yours.")).ToBeVisibleAsync();
        await Expect(late.GetByText("Yours")).ToBeVisibleAsync();

        await AnswerAsync(await world.SignedInAsync("aino"), "Liisa Virtanen", "Se tulee illan koneella.");
        await Expect(late).ToHaveCountAsync(0);
        await Expect(board.GetByText("Nothing presses")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AnsweredWait_leavesTheUnanswered_andStandsInTheFigures()
    {
        await using var world = await BrowserWorld.StartAsync("otto", "aino");
        await world.ConfigureAsync("response-times", "policies: [ { id: all, calendar: always, firstResponse: 1h } ]");
        await world.SayAsync("Matti Meri", "Onko kone ajoissa?");
        await world.ConfigureAsync("notices", "alarms: { unanswered: { target: 0 } }");
        var unanswered = await world.SignedInAsync("otto", at: "/unanswered");
        await Expect(unanswered.Locator(".card", new() { HasText = "Matti Meri" })).ToBeVisibleAsync();
        await Expect(unanswered.Locator(".unanswered-count b")).ToHaveTextAsync("1");
        var figures = await world.SignedInAsync("otto", at: "/figures");
        await Expect(figures.Locator(".tiles").GetByText("of 1 who waited")).ToBeVisibleAsync();

        await AnswerAsync(await world.SignedInAsync("aino"), "Matti Meri", "On ajoissa.");

        await Expect(unanswered.GetByText("Nobody waits. Zero it is!")).ToBeVisibleAsync();
        var row = figures.Locator("table.groups tbody tr").First;
        await Expect(row.Locator("td").Nth(1)).ToHaveTextAsync("1");
        await Expect(row.GetByText("100%")).ToBeVisibleAsync();

        // What is chosen stands in the address, and comes back with it.
        await figures.GetByRole(AriaRole.Button, new() { Name = "7 days" }).ClickAsync();
        await figures.GetByRole(AriaRole.Button, new() { Name = "Agent", Exact = true }).ClickAsync();
        await Expect(figures.Locator("table.groups").GetByText("Aino")).ToBeVisibleAsync();
        Assert.EndsWith("/figures?period=week&by=agent", figures.Url, StringComparison.Ordinal);
        await figures.ReloadAsync();
        await Expect(figures.Locator("table.groups").GetByText("Aino")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task FreshService_leadsItsAdministratorThroughTheFirstSteps_untilTheyHaveSeenEnough()
    {
        await using var world = await BrowserWorld.StartAsync("anna");
        var page = await world.PageAsync("en-GB", 1_280, 800);
        await page.GotoAsync("/");
        await page.Locator("input[name=name]").FillAsync("anna");
        await page.Locator("input[name=password]").FillAsync(BrowserWorld.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "First steps" })).ToBeVisibleAsync();
        var step = page.Locator(".first-steps li", new() { HasText = "Send a first message" });
        await Expect(step).ToHaveAttributeAsync("data-done", "false");

        await step.GetByRole(AriaRole.Button, new() { Name = "Make a key and show the line" }).ClickAsync();
        var line = await step.Locator("code").InnerTextAsync();
        using (var client = world.Client())
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Between(line, "Bearer ", "'"));
            // A shell would set the time.
            using var body = new StringContent(Between(line, "-d '", "' http").Replace("'\"$(date -u +%FT%TZ)\"'", $"{TimeProvider.System.GetUtcNow():O}", StringComparison.Ordinal), Encoding.UTF8, "application/json");
            using var taken = await client.PostAsync(line[line.LastIndexOf("http://", StringComparison.Ordinal)..], body);
            Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
        }

        await Expect(step).ToHaveAttributeAsync("data-done", "true");
        await page.GetByRole(AriaRole.Button, new() { Name = "Don't show this again here" }).ClickAsync();
        await Expect(page.Locator(".row-button", new() { HasText = "Hello, is anybody there?" })).ToBeVisibleAsync();
    }

    private static async Task AnswerAsync(IPage page, string who, string text)
    {
        await page.Locator(".row-button", new() { HasText = who }).ClickAsync();
        await page.Locator(".reply-box textarea").FillAsync(text);
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".thread").GetByText(text)).ToBeVisibleAsync();
    }

    private static string Between(string text, string before, string after)
    {
        var from = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[from..text.IndexOf(after, from, StringComparison.Ordinal)];
    }
}
