using System.Text.RegularExpressions;
using SocialCrm.Configuration;
using Xunit;

namespace SocialCrm.Rules;

/// <summary>docs/guide/rules.md says what is so.</summary>
public sealed partial class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository(), "docs", "guide", "rules.md"));

    [Fact]
    public void Every_example_is_a_sound_document()
    {
        var examples = Example().Matches(Guide).Select(static m => m.Groups["yaml"].Value).ToArray();
        Assert.Equal(2, examples.Length);
        Assert.All(examples, static yaml => Assert.Equal("", Reading.Faults(DocumentKinds.Rules, yaml)));
    }

    [Fact]
    public void Examples_do_what_the_text_says()
    {
        var rules = Example().Matches(Guide).SelectMany(static m => Rulebook.Rules(m.Groups["yaml"].Value).Ordered).ToDictionary(static r => r.Id, StringComparer.Ordinal);
        Assert.True(rules["lost-luggage"].If.Holds(Rulebook.Facts("Missä laukkuni on?")));
        Assert.True(rules["lost-luggage"].If.Holds(Rulebook.Facts("LAUKKUA ei näy")));
        Assert.False(rules["lost-luggage"].If.Holds(Rulebook.Facts("matkalaukku")));
        Assert.True(rules["angry-and-heard"].If.Holds(Rulebook.Facts(message: new() { Public = true, Text = "Lakimieheni soittaa" })));
    }

    [Fact]
    public void Every_member_of_conditions_and_actions_is_told()
    {
        var findings = ConfigurationReader.Read(DocumentKinds.Rules, "rules: [{ id: a, when: received, if: { public: true }, then: { queue: inbox } }]").Findings;
        Assert.All(findings.Members["rules[0].if"].Concat(findings.Members["rules[0].then"]).Concat(TriggerNames.All.Keys), static word => Assert.Contains($"`{word}", Guide, StringComparison.Ordinal));
    }

    private static string Repository()
    {
        var up = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(up!.FullName, "SocialCrm.sln"))) up = up.Parent;
        return up.FullName;
    }

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Example();
}
