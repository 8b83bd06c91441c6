using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SocialCrm.Browser;

/// <summary>What holds of every page.</summary>
public sealed class PagesTests(SharedWorld shared) : SharedWorldTests(shared)
{
    private const int MaxBundleBytes = 250_000;

    static PagesTests() => SetDefaultExpectTimeout(BrowserWorld.PatienceMs);

    [Theory]
    [InlineData("en-GB")]
    [InlineData("fi-FI")]
    public async Task EveryPage_hasNoSeriousFault_forWhoCantSeeOrUseAMouse(string locale)
    {
        await World.ConfigureAsync("response-times", BoardTests.SoonLate);
        await World.SayAsync("Liisa Virtanen", "Missä laukkuni on?");
        var axe = await BrowserWorld.AxeAsync();
        var page = await World.PageAsync(locale, 1_280, 800);
        await page.GotoAsync("/");
        await Expect(page.Locator("input[name=name]")).ToBeVisibleAsync();
        List<string> found = [.. await FaultsAsync(page, axe, "sign-in")];
        await page.CloseAsync();

        page = await World.SignedInAsync("otto", locale);
        await page.Locator(".row-button").First.ClickAsync();
        await Expect(page.Locator(".reply-box")).ToBeVisibleAsync();
        found.AddRange(await FaultsAsync(page, axe, "conversation"));
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("dialog[open] [role=option]").First).ToBeVisibleAsync();
        found.AddRange(await FaultsAsync(page, axe, "templates"));
        // Out of the list, and out of the answer.
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("e");
        await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
        found.AddRange(await FaultsAsync(page, axe, "dialog"));
        foreach (var path in (string[])["/inbox", "/customers", "/escalations", "/unanswered", "/figures", "/operations", "/settings"])
        {
            await page.GotoAsync(path);
            await Expect(page.Locator("main, .inbox").First).ToBeVisibleAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            found.AddRange(await FaultsAsync(page, axe, path));
        }

        // Only administrators begin there.
        page = await World.SignedInAsync("anna", locale, at: "/start");
        await Expect(page.Locator(".first-steps li[data-done=true]").First).ToBeVisibleAsync();
        found.AddRange(await FaultsAsync(page, axe, "/start"));
        Assert.Empty(found);
    }

    [Fact]
    public async Task Page_asksNobodyElse_andItsScriptsAreSmall()
    {
        var page = await World.PageAsync("en-GB", 1_280, 800);
        List<Uri> asked = [];
        List<(Uri Address, int Bytes)> scripts = [];
        page.Request += (_, request) => asked.Add(new Uri(request.Url));
        page.Response += (_, response) =>
        {
            if (response.Url.EndsWith(".js", StringComparison.Ordinal) && response.Headers.TryGetValue("content-length", out var length))
                scripts.Add((new Uri(response.Url), int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)));
        };
        var first = await page.GotoAsync("/");
        await Expect(page.Locator("input[name=name]")).ToBeVisibleAsync();

        Assert.Contains("default-src 'none'", first!.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.All(asked, a => Assert.Equal("127.0.0.1", a.Host));
        Assert.NotEmpty(scripts);
        Assert.All(scripts, s => Assert.True(s.Bytes < MaxBundleBytes, $"{s.Address}: {s.Bytes} bytes"));
    }

    [Fact]
    public void Languages_haveTheSameTexts()
    {
        var texts = Path.Combine(ConsoleSource.Folder(), "language", "texts");
        var keys = Directory.GetFiles(texts, "*.json").ToDictionary(f => Path.GetFileName(f), f => KeysOf(f));

        Assert.True(keys.Count >= 2);
        Assert.All(keys, k => Assert.Equal(keys["en.json"], k.Value));
    }

    /// <summary>Plural forms differ from language to language; what they are forms of doesn't.</summary>
    private static string[] KeysOf(string file)
    {
        using var texts = JsonDocument.Parse(File.ReadAllText(file));
        return [.. texts.RootElement.EnumerateObject().Select(p => p.Name.Split('_')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    internal static async Task<IEnumerable<string>> FaultsAsync(IPage page, string axe, string where)
    {
        await page.EvaluateAsync(axe);
        var result = await page.EvaluateAsync<JsonElement>("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })");
        return [.. result.GetProperty("violations").EnumerateArray().Where(v => v.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(v => $"{where}: {v.GetProperty("id").GetString()} {v.GetProperty("nodes")[0].GetProperty("html").GetString()}")];
    }
}
