using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SocialCrm.Browser;

/// <summary>Colleagues at the same work, and what one is told: in real browsers against the real service.</summary>
public sealed class TogetherTests(SharedWorld shared) : SharedWorldTests(shared)
{
    static TogetherTests() => SetDefaultExpectTimeout(BrowserWorld.PatienceMs);

    [Fact]
    public async Task TwoInOneConversation_seeEachOtherWrite_andTheSecondIsAskedBeforeSending()
    {
        await World.SayAsync("Kaksi Kerralla", "Missä laukkuni on?");
        var otto = await World.SignedInAsync("otto");
        var aino = await OpenedAsync("aino", "Kaksi Kerralla");
        await Expect(otto.Locator(".row-viewers", new() { HasText = "Aino is here too." })).ToBeVisibleAsync();

        var sami = await OpenedAsync("sami", "Kaksi Kerralla");
        await Expect(aino.Locator(".viewers")).ToContainTextAsync("Sami is here too.");
        await Box(sami).FillAsync("Katson heti.");
        await Expect(aino.Locator(".viewers")).ToContainTextAsync("Sami is writing an answer.");
        await Box(aino).FillAsync("Se tulee illalla.");
        await Expect(aino.Locator(".collision")).ToContainTextAsync("Sami is writing an answer.");

        // Asked before, not told after; waiting keeps the text.
        await aino.Keyboard.PressAsync("Control+Enter");
        await Expect(aino.Locator("dialog[open]")).ToContainTextAsync("Send it all the same?");
        await aino.Keyboard.PressAsync("Enter");
        await Expect(aino.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(Box(aino)).ToHaveValueAsync("Se tulee illalla.");

        await sami.Keyboard.PressAsync("Control+Enter");
        await sami.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Send all the same" }).ClickAsync();
        await Expect(sami.Locator(".thread").GetByText("Katson heti.")).ToHaveCountAsync(1);
        await Expect(aino.Locator(".collision")).ToContainTextAsync("Sami answered while you were writing");

        // Also after a reload: where the writing began is kept with the text.
        await aino.ReloadAsync();
        await Expect(aino.Locator(".collision")).ToContainTextAsync("Sami answered while you were writing");
        await Box(aino).FocusAsync();
        await aino.Keyboard.PressAsync("Control+Enter");
        await aino.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Send all the same" }).ClickAsync();
        await Expect(sami.Locator(".thread").GetByText("Se tulee illalla.")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Why_saysWhichPolicyGaveTheTarget_andWhichRuleDidNotApply()
    {
        await World.ConfigureAsync("response-times", "policies: [{ id: viestit, name: Viestit, when: { channel: whatsapp }, firstResponse: 1h, warnAt: [] }]");
        await World.ConfigureAsync("rules", "rules: [{ id: posti, name: Posti, when: received, if: { channel: email }, then: { priority: low } }, { id: laukut, name: Laukut, when: received, if: { text: { words: laukku* } }, then: { addTags: laukku } }]");
        await World.SayAsync("Maija Miksi", "Missä laukkuni on?");
        var page = await OpenedAsync("aino", "Maija Miksi");

        await page.Keyboard.PressAsync("w");
        var why = page.Locator(".why");
        await Expect(why.Locator(".clock")).ToContainTextAsync("Viestit: the first that fits");
        await Expect(why.Locator(".clock")).ToContainTextAsync("1 hr, around the clock");
        await Expect(why.Locator(".looks > li", new() { HasText = "Posti" })).ToContainTextAsync("channel: whatsapp; needed: email");
        await Expect(why.Locator(".looks > li", new() { HasText = "Laukut" })).ToHaveAttributeAsync("data-did", "true");
        await Expect(why.Locator(".deeds")).ToContainTextAsync("Tags are now laukku");

        // Put aside, it stands still, and says so.
        await page.Keyboard.PressAsync("Escape");
        await Expect(why).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("s");
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("w");
        await Expect(why.Locator(".clock")).ToContainTextAsync("stands still");
    }

    [Fact]
    public async Task Promise_isMade_seenByAColleague_andKept()
    {
        await World.SayAsync("Laura Lupaus", "Missä laukkuni on?");
        var aino = await OpenedAsync("aino", "Laura Lupaus");
        var sami = await OpenedAsync("sami", "Laura Lupaus");

        await aino.Keyboard.PressAsync("p");
        await aino.Locator("dialog[open] textarea").FillAsync("Laukku on ovella illalla");
        await aino.GetByRole(AriaRole.Button, new() { Name = "In an hour" }).ClickAsync();
        await aino.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Promise", Exact = true }).ClickAsync();
        await Expect(sami.Locator(".open-promises")).ToContainTextAsync("Laukku on ovella illalla");
        await Expect(sami.Locator(".open-promises").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        await aino.Locator(".open-promises").GetByRole(AriaRole.Button, new() { Name = "Kept" }).ClickAsync();
        await Expect(sami.Locator(".open-promises")).ToHaveCountAsync(0);
        await Expect(sami.Locator(".side .promise")).ToContainTextAsync("Kept");

        // It stays with the customer when the conversation is resolved.
        await aino.Keyboard.PressAsync("e");
        await aino.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await Expect(aino.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeVisibleAsync();
        await aino.Locator("#conversation-name a").ClickAsync();
        await Expect(aino.Locator(".customer-page .promise")).ToContainTextAsync("Kept");
        await aino.Locator(".customer-page .promise").GetByRole(AriaRole.Link, new() { Name = "Laukku on ovella illalla" }).ClickAsync();
        await Expect(aino.Locator(".thread").GetByText("Missä laukkuni on?")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Abuse_isMetBySupervisors_withAReason()
    {
        await World.SayAsync("Veikko Villi", "Te @#!");
        var aino = await OpenedAsync("aino", "Veikko Villi");
        await AbuseAsync(aino);
        await Expect(aino.GetByLabel("Block", new() { Exact = false })).ToBeDisabledAsync();
        await aino.Keyboard.PressAsync("Escape");

        var otto = await OpenedAsync("otto", "Veikko Villi");
        await AbuseAsync(otto);
        await otto.GetByLabel("Mute", new() { Exact = false }).CheckAsync();
        await otto.Locator("dialog[open] textarea").FillAsync("Kolmas kerta");
        await otto.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Mute" }).ClickAsync();
        await Expect(aino.Locator(".conversation-state")).ToContainTextAsync("Muted");
        await Expect(aino.Locator(".thread")).ToContainTextAsync("Kolmas kerta");
    }

    [Fact]
    public async Task Approval_holdsTheAnswer_untilASupervisorSaysYes()
    {
        await World.ConfigureAsync("rules", "rules: [{ id: lehdisto, when: received, if: { text: { words: toimittaja } }, then: { approval: role:supervisor } }]");
        await World.SayAsync("Tiina Toimittaja", "Olen toimittaja. Miksi lennot ovat myöhässä?");
        var aino = await OpenedAsync("aino", "Tiina Toimittaja");
        await Expect(aino.Locator(".approval")).ToContainTextAsync("The rule lehdisto wants the answer approved. Asked: Supervisor.");
        await Box(aino).FillAsync("Tuhkapilven takia.");
        await Expect(aino.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeDisabledAsync();
        await aino.GetByRole(AriaRole.Button, new() { Name = "Show as a note" }).ClickAsync();

        var otto = await OpenedAsync("otto", "Tiina Toimittaja");
        await Expect(otto.Locator(".entry.internal")).ToContainTextAsync("Tuhkapilven takia.");
        await otto.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Expect(aino.Locator(".approval")).ToContainTextAsync("Otto approved: it may be answered.");
        await aino.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(otto.Locator(".entry.outbound").GetByText("Tuhkapilven takia.")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Notice_arrivesWithoutAReload_andIsAcknowledged()
    {
        await World.ConfigureAsync("rules", "rules: [{ id: vip, when: received, if: { text: { words: laukku* } }, then: { mustReact: [iida] } }]");
        var page = await World.SignedInAsync("iida");
        await Expect(page.Locator(".bell .badge")).ToHaveCountAsync(0);

        await World.SayAsync("Niilo Neste", "Missä laukkuni on?");
        await Expect(page.Locator(".bell .badge")).ToHaveTextAsync("1");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("n");
        var notice = page.Locator(".notice-list > li");
        await Expect(notice).ToContainTextAsync("Rule: vip");
        await Expect(notice).ToContainTextAsync("Niilo Neste");
        await notice.GetByRole(AriaRole.Button, new() { Name = "Got it" }).ClickAsync();
        await Expect(page.Locator(".bell .badge")).ToHaveCountAsync(0);
        await Expect(page.GetByText("Nothing new to know.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Notice_thatComesWhileTheListIsRead_isNotPutAwayByIt()
    {
        await World.ConfigureAsync("rules", "rules: [{ id: vip, when: received, if: { text: { words: laukku* } }, then: { mustReact: [ilta] } }]");
        var page = await World.PageAsync("en-GB", 1_280, 800);
        var raised = new TaskCompletionSource();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text?.Contains("noticeRaised", StringComparison.Ordinal) == true) raised.TrySetResult();
        };
        var isFirst = true;
        await page.RouteAsync("**/api/notices?*", async route =>
        {
            var early = await route.FetchAsync();
            if (isFirst && early.Ok)
            {
                isFirst = false;
                await World.SayAsync("Nelli Nopea", "Missä laukkuni on?");
                await raised.Task.WaitAsync(TimeSpan.FromMilliseconds(BrowserWorld.PatienceMs));
            }

            await route.FulfillAsync(new() { Response = early });
        });
        await BrowserWorld.SignInAsync(page, "ilta");
        await Expect(page.Locator(".bell .badge")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task Presence_isSeenWhereAColleagueIsChosen()
    {
        await World.SayAsync("Pekka Paikalla", "Missä laukkuni on?");
        var aino = await OpenedAsync("aino", "Pekka Paikalla");
        var sami = await World.SignedInAsync("sami");
        await Expect(sami.Locator(".with-presence")).ToHaveAttributeAsync("data-presence", "online");
        await aino.Keyboard.PressAsync("h");
        var choice = aino.Locator("dialog[open] option", new() { HasText = "Sami" });
        await Expect(choice).ToContainTextAsync("Online");

        await sami.Locator(".rail-button.you").ClickAsync();
        await sami.GetByRole(AriaRole.Menuitem, new() { Name = "Away" }).ClickAsync();
        await Expect(choice).ToContainTextAsync("Away");
    }

    [Theory]
    [InlineData("en-GB", "Perttu Paneeli")]
    [InlineData("fi-FI", "Raili Ruutu")]
    public async Task Panels_haveNoSeriousFault_forWhoCantSeeOrUseAMouse(string locale, string customer)
    {
        await World.ConfigureAsync("rules", "rules: [{ id: vip, when: received, if: { text: { words: laukku* }, not: { tags: vip } }, then: { mustReact: [otto] } }]");
        await World.SayAsync(customer, "Missä laukkuni on?");
        var axe = await BrowserWorld.AxeAsync();
        var aino = await OpenedAsync("aino", customer);
        await aino.Keyboard.PressAsync("p");
        await aino.Locator("dialog[open] textarea").FillAsync("Laukku on ovella illalla");
        await aino.Keyboard.PressAsync("Control+Enter");
        await Expect(aino.Locator("dialog[open]")).ToHaveCountAsync(0);

        var page = await OpenedAsync("otto", customer, locale);
        await Box(page).FillAsync("LAUKKU TULEE ILLALLA!!");
        await Box(aino).FillAsync("Katson heti.");
        await Expect(page.Locator(".collision .warning")).ToBeVisibleAsync();
        await Expect(page.Locator(".open-promises")).ToBeVisibleAsync();
        List<string> found = [.. await PagesTests.FaultsAsync(page, axe, "warned")];
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
        found.AddRange(await PagesTests.FaultsAsync(page, axe, "asked"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("w");
        await page.Locator(".why details summary").First.ClickAsync();
        found.AddRange(await PagesTests.FaultsAsync(page, axe, "why"));
        await page.Keyboard.PressAsync("Escape");
        foreach (var keys in (string[][])[["p"], ["g", "n"], ["h"]])
        {
            foreach (var key in keys) await page.Keyboard.PressAsync(key);
            await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            found.AddRange(await PagesTests.FaultsAsync(page, axe, string.Join(' ', keys)));
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        }

        foreach (var item in (int[])[0, 1])
        {
            await page.Locator(".act-bar .button").Last.ClickAsync();
            await page.GetByRole(AriaRole.Menuitem).Nth(item).ClickAsync();
            await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
            found.AddRange(await PagesTests.FaultsAsync(page, axe, $"more {item}"));
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        }

        Assert.Empty(found);
    }

    private async Task<IPage> OpenedAsync(string agent, string customer, string locale = "en-GB")
    {
        var page = await World.SignedInAsync(agent, locale);
        await page.Locator(".row-button", new() { HasText = customer }).ClickAsync();
        await Expect(Box(page)).ToBeVisibleAsync();
        return page;
    }

    private static async Task AbuseAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Abusive behaviour" }).ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
    }

    private static ILocator Box(IPage page) => page.Locator(".reply-box textarea");
}
