using System.Text.RegularExpressions;
using SocialCrm.Cli.Terminal;
using Xunit;

namespace SocialCrm.Cli.Tests.Terminal;

public sealed partial class TextsTests
{
    [Fact]
    public void Every_language_has_the_same_texts_with_the_same_places()
    {
        var english = Texts.In("en").Entries;
        foreach (var language in Texts.Languages)
        {
            var entries = Texts.In(language).Entries;
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), entries.Keys.Order(StringComparer.Ordinal));
            foreach (var (key, text) in entries) Assert.Equal((language, key, Places(english[key])), (language, key, Places(text)));
        }
    }

    [Theory]
    [InlineData("fi_FI.UTF-8", null, "fi")]
    [InlineData(null, "fi_FI.UTF-8", "fi")]
    [InlineData("en_GB.UTF-8", "fi_FI.UTF-8", "en")]
    [InlineData("", "fi_FI.UTF-8", "fi")]
    [InlineData("C.UTF-8", null, "en")]
    [InlineData(null, null, "en")]
    public void Language_is_that_of_the_environment(string? all, string? lang, string expected)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["LC_ALL"] = all, ["LANG"] = lang };

        Assert.Equal(expected, Texts.For([], environment.GetValueOrDefault).Language);
    }

    [Theory]
    [InlineData("--lang", "fi")]
    [InlineData("--lang=fi")]
    public async Task Language_can_be_asked_for(params string[] option)
    {
        var cli = new CommandLine();

        Assert.Equal(0, await cli.RunAsync(["replay", "--help", .. option]));
        Assert.Contains("Käyttö: ./crm replay FILE --format twcs|care|jsonl", cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Missing: FILE", "replay", "--format", "twcs")]
    [InlineData("Missing: --format", "replay", "file")]
    [InlineData("--format cannot be: csv", "replay", "file", "--format", "csv")]
    [InlineData("--senders cannot be: many", "replay", "file", "--format", "twcs", "--senders", "many")]
    [InlineData("--batch needs a value.", "replay", "file", "--format", "twcs", "--batch")]
    [InlineData("Not known here: reply", "reply")]
    [InlineData("Say which: create, list, revoke", "key")]
    public async Task Mistake_is_told_and_ends_with_1(string said, params string[] args)
    {
        var cli = new CommandLine();

        Assert.Equal(1, await cli.RunAsync(args));
        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
    }

    private static string Places(string text) => string.Join(' ', PlacePattern().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d+\}", RegexOptions.NonBacktracking)]
    private static partial Regex PlacePattern();
}
