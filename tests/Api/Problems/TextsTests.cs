using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SocialCrm.Api.Problems;
using Xunit;

namespace SocialCrm.Api.Tests.Problems;

public sealed partial class TextsTests
{
    [Fact]
    public void All_languages_say_the_same_things() =>
        Assert.Equal(Texts.All(Language.English).Keys.Order(StringComparer.Ordinal), Texts.All(Language.Finnish).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void All_languages_show_the_same_bounds() =>
        Assert.All(Texts.All(Language.English), text => Assert.Equal(Bounds(text.Value), Bounds(Texts.Of(Language.Finnish, text.Key))));

    [Fact]
    public void All_problems_and_rules_have_texts()
    {
        var known = Texts.All(Language.English);
        Assert.All(ProblemType.All, type => Assert.True(known.ContainsKey(type.TitleKey) && known.ContainsKey(type.DetailKey), type.Name));
        Assert.All(Rule.All, rule => Assert.True(known.ContainsKey(rule), rule));
        Assert.Equal(ProblemType.All.Count, ProblemType.All.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(typeof(ProblemType).GetFields().Count(f => f.FieldType == typeof(ProblemType)), ProblemType.All.Count);
    }

    [Theory]
    [InlineData(null, "English")]
    [InlineData("fi", "Finnish")]
    [InlineData("fi-FI,fi;q=0.9,en;q=0.8", "Finnish")]
    [InlineData("sv,en;q=0.8,fi;q=0.9", "Finnish")]
    [InlineData("en,fi", "English")]
    [InlineData("sv", "English")]
    [InlineData("en;q=0.1,fi;q=0", "English")]
    [InlineData("not a header;;;", "English")]
    public void Language_is_the_preferred_of_ours(string? header, string expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.AcceptLanguage = header;
        Assert.Equal(expected, Languages.Of(request).ToString());
    }

    private static List<string> Bounds(string text) => [.. BoundPattern().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d(:N0)?\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex BoundPattern();
}
