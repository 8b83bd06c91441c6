using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SocialCrm.Browser;

/// <summary>An agent's day in a real browser against the real service.</summary>
public sealed class DayTests(SharedWorld shared) : SharedWorldTests(shared)
{
    static DayTests() => SetDefaultExpectTimeout(BrowserWorld.PatienceMs);

    [Fact]
    public async Task Day_messageArrives_isTakenAnsweredResolvedAndComesBack_overARestart()
    {
        await using var world = await BrowserWorld.StartAsync("aino", "sami");
        var aino = await world.SignedInAsync("aino");
        await Expect(aino.GetByText("Nobody is waiting for an answer.")).ToBeVisibleAsync();

        // It comes by itself.
        await world.SayAsync("Liisa Virtanen", "Missä laukkuni on?");
        var row = aino.Locator(".row-button", new() { HasText = "Liisa Virtanen" });
        await Expect(row).ToBeVisibleAsync();
        await row.ClickAsync();
        await Expect(aino.Locator("article, .entry").GetByText("Missä laukkuni on?").First).ToBeVisibleAsync();

        // Another is there too, and only one of them gets it.
        var sami = await world.SignedInAsync("sami");
        await sami.Locator(".row-button", new() { HasText = "Liisa Virtanen" }).ClickAsync();
        await Expect(Take(sami)).ToBeVisibleAsync();
        await Take(aino).ClickAsync();
        await Expect(aino.GetByRole(AriaRole.Button, new() { Name = "Yours" })).ToBeVisibleAsync();
        await Expect(sami.GetByText("Aino has this conversation.")).ToBeVisibleAsync();

        await aino.Locator(".reply-box textarea").FillAsync("Se tulee illan koneella.");
        await aino.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(sami.GetByText("Se tulee illan koneella.").First).ToBeVisibleAsync();

        // The service is gone in the middle, and back: nothing is missing or there twice.
        await world.RestartAsync();
        await world.SayAsync("Liisa Virtanen", "Kiitos, odotan.");
        await Expect(aino.Locator(".thread").GetByText("Kiitos, odotan.")).ToHaveCountAsync(1);
        await Expect(aino.Locator(".thread").GetByText("Se tulee illan koneella.")).ToHaveCountAsync(1);

        await aino.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).First.ClickAsync();
        await aino.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await Expect(aino.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeVisibleAsync();

        await world.SayAsync("Liisa Virtanen", "Laukku ei tullutkaan.");
        await Expect(aino.Locator(".thread").GetByText("Laukku ei tullutkaan.")).ToBeVisibleAsync();
        await Expect(aino.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TwoWhoTakeAtOnce_oneHasIt_andTheOtherIsToldWho()
    {
        await World.SayAsync("Matti", "Onko kone ajoissa?");
        IPage[] both = [await World.SignedInAsync("aino"), await World.SignedInAsync("sami")];
        foreach (var page in both)
        {
            await page.Locator(".row-button", new() { HasText = "Matti" }).ClickAsync();
            await Expect(Take(page)).ToBeVisibleAsync();
        }

        // Neither page hears of the other's act before its own is on the way.
        foreach (var page in both) await page.RouteAsync("**/claim", route => route.ContinueAsync());
        await Task.WhenAll(both.Select(page => Take(page).ClickAsync()));

        var mine = both.Select(page => page.GetByRole(AriaRole.Button, new() { Name = "Yours" })).ToArray();
        await Expect(mine[0].Or(both[0].GetByText("Sami has this conversation."))).ToBeVisibleAsync();
        var winner = await mine[0].IsVisibleAsync() ? 0 : 1;
        await Expect(mine[winner]).ToBeVisibleAsync();
        await Expect(both[1 - winner].GetByText($"{(winner == 0 ? "Aino" : "Sami")} has this conversation.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Answer_getsItsReceiptsLive_andAnEditAndARemovalShow()
    {
        var question = await World.SayAsync("Kerttu Kuitti", "Missä laukkuni on?");
        var second = await World.SayAsync("Kerttu Kuitti", "Tämä lähti väärälle.");
        var page = await World.SignedInAsync("aino");
        await page.Locator(".row-button", new() { HasText = "Kerttu Kuitti" }).ClickAsync();
        await page.Locator(".reply-box textarea").FillAsync("Se tulee illan koneella.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        var thread = page.Locator(".thread");
        var receipt = thread.Locator(".entry.outbound .receipt");
        await Expect(thread.Locator(".entry.outbound")).ToContainTextAsync("Recorded");

        var conversation = new Uri(page.Url).AbsolutePath.Split('/')[^1];
        var answer = (await World.SaidAsync(conversation))[^1];
        await World.UpdateAsync(answer, "delivered");
        await Expect(receipt).ToContainTextAsync("Delivered");
        await World.UpdateAsync(answer, "failed", reason: "550 no such mailbox");
        await Expect(receipt).ToContainTextAsync("Not delivered");
        await Expect(receipt).ToContainTextAsync("550 no such mailbox");
        await Expect(thread.Locator(".entry[data-receipt=failed]")).ToHaveCountAsync(1);

        await World.UpdateAsync(question, "edited", text: "Missä laukkumme ovat?");
        var edited = thread.Locator(".entry.inbound", new() { HasText = "Missä laukkumme ovat?" });
        await Expect(edited).ToContainTextAsync("Edited");
        await Expect(thread.GetByText("Missä laukkuni on?")).ToBeHiddenAsync();
        await edited.GetByText("What it said before").ClickAsync();
        await Expect(thread.GetByText("Missä laukkuni on?")).ToBeVisibleAsync();
        Assert.Empty(await PagesTests.FaultsAsync(page, await BrowserWorld.AxeAsync(), "updates"));

        await World.UpdateAsync(second, "removed");
        await Expect(thread.GetByText("Removed by its author")).ToHaveCountAsync(1);
        await Expect(page.GetByText("Tämä lähti väärälle.")).ToHaveCountAsync(0);
        await World.UpdateAsync(answer, "read");
        await Expect(receipt).ToContainTextAsync("Read");

        // Read anew, it is what it was live; and in the reader's own language.
        var finnish = await World.SignedInAsync("otto", "fi-FI", at: $"/conversations/{conversation}");
        await Expect(finnish.Locator(".thread .receipt")).ToContainTextAsync("Luettu");
        await Expect(finnish.Locator(".thread").GetByText("Muokattu")).ToHaveCountAsync(1);
        await Expect(finnish.Locator(".thread").GetByText("Kirjoittaja poisti viestin")).ToHaveCountAsync(1);
        await Expect(finnish.Locator(".thread .entry")).ToHaveCountAsync(await thread.Locator(".entry").CountAsync());
    }

    [Fact]
    public async Task Narrow_inFinnish_byKeyboardAlone_signsInAndAnswers()
    {
        await World.SayAsync("Kaisa", "Saanko ikkunapaikan?");
        var page = await World.PageAsync("fi-FI", 390, 800);
        await page.GotoAsync("/");
        await Expect(page.GetByText("Kirjaudu työpöydällesi.")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("aino");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(BrowserWorld.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".row-button", new() { HasText = "Kaisa" })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("o");
        await Expect(page.GetByText("Saanko ikkunapaikan?").Last).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("c");
        await Expect(page.GetByText("Se on sinun.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("r");
        await page.Keyboard.TypeAsync("Kyllä, 14A on varattu.");
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator(".thread").GetByText("Kyllä, 14A on varattu.")).ToHaveCountAsync(1);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is wider than the screen");
    }

    private static ILocator Take(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Take it" });
}
