using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SocialCrm.Browser;

/// <summary>Answers that begin with a template.</summary>
public sealed class TemplatesTests(SharedWorld shared) : SharedWorldTests(shared)
{
    private const string Templates = """
        templates:
          - id: selvitys
            name: { fi: Selvitän asiaa, en: Looking into it }
            text: { en: "Hello {customer}, I am looking into this. {agent}", fi: "Hei {customer}, selvitän asiaa. {agent}" }
          - { id: julkinen, when: { public: yes }, text: "Let's go on privately." }
          - { id: aukiolo, name: Opening hours, text: "We are here Mon-Fri 8-16." }
        """;

    static TemplatesTests() => SetDefaultExpectTimeout(BrowserWorld.PatienceMs);

    [Theory]
    [InlineData("en-GB", 1_280)]
    [InlineData("en-GB", 390)]
    public async Task Answer_beginsWithATemplate_byKeyboardAlone_andIsSentOnlyWhenTheAgentSaysSo(string locale, int width)
    {
        var customer = $"Kaisa Koski {width.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        await World.ConfigureAsync("templates", Templates);
        await World.SayAsync(customer, "Saanko ikkunapaikan?");
        var page = await World.SignedInAsync("aino", locale, width);
        await page.Locator(".row-button", new() { HasText = customer }).ClickAsync();
        var answer = page.Locator(".reply-box textarea");
        await Expect(answer).ToBeVisibleAsync();

        // Only what fits, in English first; what is typed finds.
        await page.Keyboard.PressAsync("/");
        var options = page.Locator("dialog[open] [role=option]");
        await Expect(options).ToHaveCountAsync(3);
        await Expect(options.First).ToContainTextAsync($"Hello {customer}, I am looking into this. Aino");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is wider than the screen");
        await page.Keyboard.TypeAsync("selvitän asiaa");
        await Expect(options).ToHaveCountAsync(1);
        await page.Keyboard.TypeAsync(" ei ole");
        await Expect(options).ToHaveCountAsync(0);
        await Expect(page.GetByText("Nothing found.")).ToBeVisibleAsync();

        // Escape leaves everything as it was, and the cursor in the answer.
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(answer).ToBeFocusedAsync();
        await Expect(answer).ToHaveValueAsync("");

        await page.Keyboard.PressAsync("/");
        await Expect(options).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(answer).ToHaveValueAsync("We are here Mon-Fri 8-16.");
        await Expect(answer).ToBeFocusedAsync();

        // At the cursor, not at the end.
        await page.Keyboard.PressAsync("Home");
        await page.GetByRole(AriaRole.Button, new() { Name = "Templates", Exact = true }).ClickAsync();
        await Expect(options).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("Enter");
        var text = $"Hello {customer}, I am looking into this. AinoWe are here Mon-Fri 8-16.";
        await Expect(answer).ToHaveValueAsync(text);
        await page.Keyboard.TypeAsync(". ");
        await Expect(answer).ToHaveValueAsync(text.Replace("AinoWe", "Aino. We", StringComparison.Ordinal));
        await Expect(page.Locator(".thread").GetByText("I am looking into this")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".thread").GetByText(text.Replace("AinoWe", "Aino. We", StringComparison.Ordinal))).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task WithoutTemplates_administratorsAreLedToWhereTheyAreWritten()
    {
        await World.ConfigureAsync("templates", "templates: []");
        await World.SayAsync("Matti Meri", "Onko kone ajoissa?");
        var page = await World.SignedInAsync("anna");
        await page.Locator(".row-button", new() { HasText = "Matti Meri" }).ClickAsync();
        await Expect(page.Locator(".reply-box textarea")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Templates", Exact = true }).ClickAsync();

        await Expect(page.GetByText("No template fits this conversation.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Write templates in the settings" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Reply templates" })).ToBeVisibleAsync();
    }
}
