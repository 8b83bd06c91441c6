using SocialCrm.Conversations;
using SocialCrm.ResponseTimes;
using Xunit;

namespace SocialCrm.Configuration;

public sealed class ResponseTimesDocumentTests
{
    [Fact]
    public void Policy_is_read_as_written()
    {
        var policy = Assert.Single(Reading.Sound<ResponsePolicies>(DocumentKinds.ResponseTimes, """
            policies:
              - id: some
                name: Some ja viestit
                calendar: toimisto
                firstResponse: 1h30m
                nextResponse: { others: 2h, high: 1h, urgent: 15m }
                resolution: { urgent: 4h }
                warnAt: [80%, 50]
                escalation: pätkä
            """).Ordered);

        Assert.Equal(("some", "Some ja viestit", "toimisto", "pätkä"), (policy.Id, policy.Name, policy.Calendar, policy.Ladder));
        Assert.Equal(TimeSpan.FromMinutes(90), policy.FirstResponse.At(Priority.Low));
        Assert.Equal([2, 2, 1, 0.25], Enum.GetValues<Priority>().Select(p => policy.NextResponse.At(p)!.Value.TotalHours));
        Assert.Equal([null, null, null, 4.0], Enum.GetValues<Priority>().Select(p => policy.Resolution.At(p)?.TotalHours));
        Assert.Equal([50, 80], policy.WarnAt);
    }

    [Fact]
    public void Policy_without_the_optional_members_counts_always_and_warns_at_half_and_four_fifths()
    {
        var policy = Assert.Single(Reading.Sound<ResponsePolicies>(DocumentKinds.ResponseTimes, "policies: { id: a, firstResponse: 2h }").Ordered);
        Assert.Equal(("always", null), (policy.Calendar, policy.Ladder));
        Assert.Equal([50, 80], policy.WarnAt);
        Assert.True(policy.NextResponse.IsNone && policy.Resolution.IsNone);
        Assert.Empty(Reading.Sound<ResponsePolicies>(DocumentKinds.ResponseTimes, "policies: { id: a, firstResponse: 2h, warnAt: [] }").Ordered[0].WarnAt);
    }

    [Theory]
    [InlineData("[{ firstResponse: 1h }]", "policies[0].id Required")]
    [InlineData("[{ id: 'a b', firstResponse: 1h }]", "policies[0].id NotAName")]
    [InlineData("[{ id: a }]", "policies[0] Impossible NoTarget")]
    [InlineData("[{ id: a, firstResponse: {} }]", "policies[0].firstResponse Required")]
    [InlineData("[{ id: a, firstResponse: 1 }]", "policies[0].firstResponse NotADuration 1s..365d")]
    [InlineData("[{ id: a, firstResponse: 0s }]", "policies[0].firstResponse NotADuration 1s..365d")]
    [InlineData("[{ id: a, firstResponse: { asap: 1h } }]", "policies[0].firstResponse.asap UnknownMember asap")]
    [InlineData("[{ id: a, firstResponse: { others: 1h, urgent: 2h } }]", "policies[0].firstResponse.urgent Impossible MoreTimeWhenMoreUrgent urgent")]
    [InlineData("[{ id: a, firstResponse: { others: 2h, low: 1h } }]", "policies[0].firstResponse Impossible MoreTimeWhenMoreUrgent normal")]
    [InlineData("[{ id: a, firstResponse: 4h, resolution: 2h }]", "policies[0].resolution Impossible ResolutionBeforeResponse low")]
    [InlineData("[{ id: a, nextResponse: 4h, resolution: { others: 2d, urgent: 2h } }]", "policies[0].resolution Impossible ResolutionBeforeResponse urgent")]
    [InlineData("[{ id: a, firstResponse: 1h, warnAt: 100 }]", "policies[0].warnAt OutOfRange 1..99")]
    [InlineData("[{ id: a, firstResponse: 1h, warnAt: [0, 120%] }]", "policies[0].warnAt[0] OutOfRange 1..99\npolicies[0].warnAt[1] OutOfRange 1..99")]
    [InlineData("[{ id: a, firstResponse: 1h, warnAt: [50, 50%] }]", "policies[0].warnAt[1] Twice 50")]
    [InlineData("[{ id: a, firstResponse: 1h }, { id: b, firstResponse: 1h }]", "policies[1] NeverReached policies[0]")]
    [InlineData("[{ id: a, when: { channel: x }, firstResponse: 1h }, { id: a, firstResponse: 1h }]", "policies[1].id Twice a")]
    [InlineData("[a]", "policies[0] WrongShape mapping\npolicies[0].id Required\npolicies[0] Impossible NoTarget")]
    public void Faults_name_the_field_and_the_rule(string policies, string expected) =>
        Assert.Equal(expected, Reading.Faults(DocumentKinds.ResponseTimes, "policies: " + policies));
}
