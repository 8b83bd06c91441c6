using System.Text.RegularExpressions;
using Xunit;

namespace SocialCrm.Configuration;

/// <summary>docs/guide/configuration.md says what is so, and samples/config can be used.</summary>
public sealed partial class GuideTests
{
    private static readonly string Root = Repository();
    private static readonly string Guide = File.ReadAllText(Path.Combine(Root, "docs", "guide", "configuration.md"));

    [Fact]
    public void Examples_are_sound_fit_their_schemas_and_each_other()
    {
        var examples = Example().Matches(Guide).ToDictionary(m => m.Groups["kind"].Value, m => m.Groups["yaml"].Value, StringComparer.Ordinal);
        Assert.Equal(["calendars", "response-times", "escalation", "templates"], examples.Keys);
        AssertSound(examples);
    }

    [Fact]
    public void Samples_are_sound_fit_their_schemas_and_each_other()
    {
        var samples = Directory.GetFiles(Path.Combine(Root, "samples", "config"), "*.yaml").ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText, StringComparer.Ordinal);
        Assert.True(samples.Count >= 3);
        AssertSound(samples);
    }

    [Theory]
    [InlineData(DocumentKinds.Calendars, "calendars: { a: { week: { monday: 08:00-16:00 } } }\nchannels: [{ channel: x, calendar: a }]", "calendars.a")]
    [InlineData(DocumentKinds.ResponseTimes, "policies: [{ id: a, firstResponse: { others: 1h } }]", "policies[0]")]
    [InlineData(DocumentKinds.ResponseTimes, "policies: [{ id: a, firstResponse: { others: 1h } }]", "policies[0].firstResponse")]
    [InlineData(DocumentKinds.Escalation, "ladders: { a: [{ at: breach, notify: assignee }] }", "ladders.a[0]")]
    [InlineData(DocumentKinds.Templates, "templates: [{ id: a, text: b }]", "templates[0]")]
    [InlineData(DocumentKinds.Templates, "templates: [{ id: a, when: { channel: x }, text: b }]", "templates[0].when")]
    public void Every_member_is_told(string kind, string text, string place) =>
        Assert.All(ConfigurationReader.Read(kind, text).Findings.Members[place], member => Assert.Matches($"\\b{member}\\b", Guide));

    [Fact]
    public void Program_s_own_documents_do_what_the_text_says()
    {
        var configuration = new ConfigurationVersions().Current;
        Assert.False(configuration.Calendars.Of("office").IsOpen(new DateTimeOffset(2026, 12, 6, 10, 0, 0, TimeSpan.Zero)));
        Assert.True(configuration.Calendars.Of("office").IsOpen(new DateTimeOffset(2026, 12, 7, 6, 0, 0, TimeSpan.Zero)));
        Assert.Equal([1, 4], configuration.ResponseTimes.Ordered.Select(p => p.FirstResponse.At(Conversations.Priority.Normal)!.Value.TotalHours));
        var steps = configuration.Escalation.Of(configuration.ResponseTimes.Ordered[0].Ladder)!.Steps;
        Assert.Equal([(80, 0, "assignee"), (100, 0, "role:supervisor"), (100, 60, "on-call")], steps.Select(s => (s.AtPercent ?? 100, (int)s.After.TotalMinutes, s.Notify[0])));
    }

    private static void AssertSound(IReadOnlyDictionary<string, string> documents)
    {
        foreach (var (kind, text) in documents)
        {
            Assert.Equal("", Reading.Faults(kind, text));
            Documents.AssertFitsSchema(kind, text);
        }

        var all = DocumentKinds.All.Select(kind => ConfigurationReader.Read(kind, documents.GetValueOrDefault(kind) ?? DocumentKinds.DefaultOf(kind))).ToList();
        Assert.Empty(ConfigurationReader.UnknownNames(all, new HashSet<string>()));
    }

    private static string Repository()
    {
        var up = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(up!.FullName, "SocialCrm.sln"))) up = up.Parent;
        return up.FullName;
    }

    [GeneratedRegex("```yaml (?<kind>[a-z-]+)\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Example();
}
