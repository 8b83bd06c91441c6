using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SocialCrm.Browser;

/// <summary>The documents as their administrator changes them, by form and as YAML.</summary>
public sealed partial class SettingsTests(SharedWorld shared) : SharedWorldTests(shared)
{
    /// <summary>A document of each kind with something of everything that the forms show in a way of their own.</summary>
    private static readonly (string Kind, string Yaml)[] Documents =
    [
        ("routing", "queues: { tuki: { name: { fi: Tuki, en: Support }, languages: [fi, en], teams: ydin, autoAssign: true } }\nteams: { ydin: { members: [anna] } }\nagents: { anna: { languages: [fi, en], capacity: 5, shifts: office } }\n"),
        ("notices", "webhooks: { paivystys: { url: \"https://example.fi/halytys\" } }\nonCall: [{ people: anna, webhooks: paivystys }]\nalarms: { unanswered: { target: 0, after: 1d }, quiet: [{ channel: whatsapp, after: 4h }] }\n"),
        ("calendars", "calendars:\n  office: { week: { monday-friday: [08:00-11:30, 12:00-16:00] }, holidays: finland, days: { 2030-12-23: 08:00-12:00 } }\nchannels: [{ channel: whatsapp, calendar: office }]\n"),
        ("rules", "rules:\n  - id: laukut\n    when: [received, opened]\n    if: { text: { words: [laukku*] }, not: { queue: tuki } }\n    then: { queue: tuki, priority: raise }\n"),
        ("templates", "templates:\n  - { id: kiitos, name: { fi: Kiitos, en: Thanks }, when: { channel: [x, whatsapp], queue: tuki, language: fi, public: true }, text: { fi: \"Hei {customer}\", sv: Hej } }\n  - { id: aukiolo, text: 8-16 }\n"),
    ];

    static SettingsTests() => SetDefaultExpectTimeout(BrowserWorld.PatienceMs);

    [Fact]
    public async Task Administrator_changesATargetByForm_seesTheYaml_isToldOfAFault_saves_andTakesItBack()
    {
        var page = await World.SignedInAsync("anna", width: 1_400, at: "/settings/response-times");
        var yaml = page.GetByLabel("The document as YAML");
        await Expect(page.Locator(".editor-form .card-title").First).ToBeVisibleAsync();
        var before = await yaml.InputValueAsync();

        // A target: only its letters change, comments and order stay.
        var policy = page.Locator(".card").First;
        await policy.Locator(".card-title").First.ClickAsync();
        var others = policy.GetByRole(AriaRole.Group, new() { Name = "First answer within" }).GetByLabel("All others");
        await Expect(others).ToHaveValueAsync("1h");
        await others.FillAsync("45m");
        await Expect(yaml).ToHaveValueAsync(before.Replace("firstResponse: { others: 1h, urgent: 15m }", "firstResponse: { others: 45m, urgent: 15m }", StringComparison.Ordinal));

        // What the service doesn't know stands at its field and in the list, and can't be saved.
        var calendar = policy.GetByLabel("Calendar", new() { Exact = true });
        await calendar.FillAsync("toimsto");
        await Expect(policy.GetByText("There is no calendar toimsto")).ToBeVisibleAsync();
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Save" });
        await Expect(save).ToBeDisabledAsync();
        await page.Locator(".fault-list").GetByRole(AriaRole.Button, new() { Name = "policies[0].calendar" }).ClickAsync();
        await Expect(calendar).ToBeFocusedAsync();
        await calendar.FillAsync("office");
        await Expect(save).ToBeEnabledAsync();

        // What isn't YAML is told with its line; the form waits.
        var good = await yaml.InputValueAsync();
        await yaml.FillAsync(good + "a: [");
        await Expect(page.Locator(".fault-list")).ToContainTextAsync("Line");
        await Expect(save).ToBeDisabledAsync();
        await yaml.FillAsync(good);
        await Expect(others).ToHaveValueAsync("45m");

        // A reload loses nothing.
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.ReloadAsync();
        await Expect(yaml).ToHaveValueAsync(good);
        await page.GetByLabel("Why, for the history").FillAsync("nopeammin");
        await Expect(save).ToBeEnabledAsync();
        await save.ClickAsync();
        await Expect(page.GetByText(Saved())).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Expect(page.Locator(".versions")).ToContainTextAsync("nopeammin");
        await page.GetByRole(AriaRole.Button, new() { Name = "As it comes" }).ClickAsync();
        await Expect(page.Locator(".diff-line.added").First).ToContainTextAsync("45m");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it back" }).ClickAsync();
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Put it back" }).ClickAsync();
        await Expect(page.GetByText(Back())).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await Expect(yaml).ToHaveValueAsync(before);
    }

    [Fact]
    public async Task TwoWhoWriteTheSameDocument_loseNothing()
    {
        var page = await World.SignedInAsync("anna", width: 1_400, at: "/settings/escalation");
        var yaml = page.GetByLabel("The document as YAML");
        await Expect(page.Locator(".editor-form .card-title").First).ToBeVisibleAsync();
        var before = await yaml.InputValueAsync();
        await yaml.FillAsync(before.Replace("at: 80%", "at: 60%", StringComparison.Ordinal));
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Save" });
        await Expect(save).ToBeEnabledAsync();

        await World.ConfigureAsync("escalation", before.Replace("after: 1h", "after: 2h", StringComparison.Ordinal));

        await save.Or(page.Locator(".conflict")).First.ClickAsync();
        await Expect(page.Locator(".conflict")).ToContainTextAsync(SavedMeanwhile());
        await Expect(page.Locator(".conflict .diff-line.added")).ToContainTextAsync("after: 2h");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep both" }).ClickAsync();
        await Expect(save).ToBeEnabledAsync();
        await save.ClickAsync();
        await Expect(page.GetByText(Saved())).ToBeVisibleAsync();
        Assert.Equal(before.Replace("at: 80%", "at: 60%", StringComparison.Ordinal).Replace("after: 1h", "after: 2h", StringComparison.Ordinal), await yaml.InputValueAsync());
    }

    [Fact]
    public async Task RulesThatAreWritten_areTriedOnPastTraffic()
    {
        await World.SayAsync("Liisa Virtanen", "Missä laukkuni on?");
        var page = await World.SignedInAsync("anna", width: 1_400, at: "/settings/rules");
        var yaml = page.GetByLabel("The document as YAML");
        await Expect(page.Locator(".editor-form .card-title").First).ToBeVisibleAsync();
        await yaml.FillAsync("rules: [{ id: laukut, when: received, if: { text: { words: laukku* } }, then: { priority: high } }]");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeEnabledAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Try on past traffic" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try", Exact = true }).ClickAsync();

        await Expect(page.GetByText("Done.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Rule laukut acted" })).ToContainTextAsync("1");
        await page.Locator(".samples").GetByRole(AriaRole.Link, new() { Name = "Conversation" }).ClickAsync();
        await Expect(page.Locator(".thread").GetByText("Missä laukkuni on?")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Webhook_isTested_andItsOutcomeStandsBesideIt()
    {
        await World.ConfigureAsync("notices", "webhooks: { talo: { url: \"http://127.0.0.1:1/\" } }");
        var page = await World.SignedInAsync("anna", at: "/settings/webhooks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test to talo" }).ClickAsync();
        await Expect(page.Locator(".webhook-test [role=status]")).ToContainTextAsync("Its address isn't public");
        await Expect(page.GetByText("None: everything was taken, or is still being tried.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("fi-FI", 390)]
    [InlineData("en-GB", 1_400)]
    public async Task EverySettingsPage_hasNoSeriousFault_andNothingWiderThanTheScreen(string locale, int width)
    {
        foreach (var (kind, text) in Documents) await World.ConfigureAsync(kind, text);
        await World.SayAsync("Matti Meri", "Onko kone ajoissa?");
        var axe = await BrowserWorld.AxeAsync();
        var page = await World.SignedInAsync("anna", locale, width);
        List<string> found = [];
        foreach (var kind in (string[])["calendars", "response-times", "escalation", "rules", "routing", "notices", "templates"])
        {
            await page.GotoAsync($"/settings/{kind}");
            await Expect(page.Locator(".editor-form .card-title").First).ToBeVisibleAsync();
            // All of it open, cards within cards too.
            while (await page.Locator(".card-title[aria-expanded=false]").CountAsync() > 0) await page.Locator(".card-title[aria-expanded=false]").First.ClickAsync();
            await LookAsync(kind);
            // The history is the same page for all of them.
            if (kind != "rules") continue;
            await page.GotoAsync($"/settings/{kind}?view=history");
            await page.Locator(".versions button").Last.ClickAsync();
            await Expect(page.Locator(".version")).ToBeVisibleAsync();
            await LookAsync($"{kind} history");
        }

        foreach (var path in (string[])["calendars?view=import", "rules?view=trial", "response-times?view=apply", "channels", "webhooks", "people", "keys"])
        {
            await page.GotoAsync($"/settings/{path}");
            await Expect(page.Locator(".sheet h2")).ToBeVisibleAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await LookAsync(path);
        }

        Assert.Empty(found);

        async Task LookAsync(string where)
        {
            found.AddRange(await PagesTests.FaultsAsync(page, axe, where));
            if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")) found.Add($"{where}: wider than the screen");
        }
    }

    // Which versions these are depends on what the tests before put in force.
    [GeneratedRegex(@"Saved as version \d+\. It is in force\.", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Saved();

    [GeneratedRegex(@"It is back, as version \d+\.", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Back();

    [GeneratedRegex(@"saved version \d+ while you were writing", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SavedMeanwhile();
}
