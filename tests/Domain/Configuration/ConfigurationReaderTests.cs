using Xunit;

namespace SocialCrm.Configuration;

public sealed class ConfigurationReaderTests
{
    private static readonly HashSet<string> Nobody = [];

    [Fact]
    public void Defaults_are_sound_and_name_nothing_that_is_not_there()
    {
        var documents = DocumentKinds.All.Select(kind => ConfigurationReader.Read(kind, DocumentKinds.DefaultOf(kind))).ToList();
        Assert.All(documents, d => Assert.True(d.IsSound, $"{d.Kind}: {string.Join("; ", d.Findings.Faults)}"));
        Assert.Empty(ConfigurationReader.UnknownNames(documents, Nobody));

        var configuration = ConfigurationReader.Compose(0, documents.Select(d => d.Part!));
        Assert.NotEmpty(configuration.ResponseTimes.Ordered);
        Assert.All(configuration.ResponseTimes.Ordered, policy => Assert.True(configuration.Calendars.Has(policy.Calendar) && configuration.Escalation.Of(policy.Ladder) is not null));
    }

    [Fact]
    public void UnknownNames_are_found_over_all_documents()
    {
        List<ReadDocument> documents =
        [
            ConfigurationReader.Read(DocumentKinds.Calendars, "channels: [{ channel: x, calendar: toimisto }]"),
            ConfigurationReader.Read(DocumentKinds.ResponseTimes, "policies: [{ id: a, firstResponse: 1h, calendar: toimisto, escalation: oletus }]"),
            ConfigurationReader.Read(DocumentKinds.Escalation, """
                ladders:
                  oletus:
                    - { at: breach, notify: [team:tuki, role:supervisor, role:johtaja, liisa, pekka], moveTo: yö, callOut: hook }
                """),
        ];
        Assert.Equal(
            [
                "calendars channels[0].calendar Calendar toimisto",
                "response-times policies[0].calendar Calendar toimisto",
                "escalation ladders.oletus[0].notify[0] Team tuki",
                "escalation ladders.oletus[0].notify[2] Role johtaja",
                "escalation ladders.oletus[0].notify[4] Agent pekka",
                "escalation ladders.oletus[0].moveTo Queue yö",
                "escalation ladders.oletus[0].callOut Webhook hook",
            ],
            ConfigurationReader.UnknownNames(documents, new HashSet<string> { "liisa" }).Select(f => $"{f.Kind} {f.Fault.Field} {f.Fault.Detail}"));
        Assert.All(ConfigurationReader.UnknownNames(documents, Nobody), f => Assert.Equal(ConfigurationRule.UnknownReference, f.Fault.Rule));
    }

    [Fact]
    public void Json_is_read_as_well() => Assert.Empty(Reading.Faults(DocumentKinds.ResponseTimes, """{"policies":[{"id":"a","firstResponse":"1h","warnAt":[50]}]}"""));

    [Theory]
    [InlineData("a: &x [1]\nb: *x", " Syntax 2:4 alias")]
    [InlineData("a: 1\na: 2", " Syntax 2:1 Duplicate key a")]
    [InlineData("- a", " WrongShape mapping")]
    [InlineData("", "")]
    [InlineData("# vain kommentti", "")]
    public void Text_that_is_no_document_is_told(string text, string expected) => Assert.Equal(expected, Reading.Faults(DocumentKinds.Escalation, text));

    [Fact]
    public void Document_is_bounded()
    {
        Assert.Equal(" TooMany 1000000", Reading.Faults(DocumentKinds.Rules, new string('#', 1_000_001)));
        Assert.EndsWith(" 40", Reading.Faults(DocumentKinds.Rules, new string('[', 50) + new string(']', 50)), StringComparison.Ordinal);
    }
}
