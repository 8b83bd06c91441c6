using SocialCrm.Configuration;
using SocialCrm.Conversations;
using Xunit;

namespace SocialCrm.Rules;

public sealed class RulesDocumentTests
{
    [Fact]
    public void Rule_is_read_as_written()
    {
        var rule = Assert.Single(Rulebook.Rules("""
            rules:
              - id: lehdistö
                name: Lehdistön kysymykset
                when: [opened, reopened]
                if: { channel: press }
                then:
                  queue: press
                  assign: none
                  priority: urgent
                  addTags: [press, media]
                  removeTags: bulk
                  policy: fast
                  mustReact: [role:supervisor, on-call]
                  shouldKnow: team:markkinointi
                  snooze: { untilOpen: always }
                  webhook: pager
                  approval: role:supervisor
                stop: true
            """).Ordered);

        Assert.Equal(("lehdistö", "Lehdistön kysymykset", Triggers.Opened | Triggers.Reopened, true), (rule.Id, rule.Name, rule.When, rule.Stop));
        var then = rule.Then;
        Assert.Equal(("press", "none", Priority.Urgent, "fast", "always", "pager"), (then.Queue, then.Assign, then.Priority, then.Policy, then.SnoozeUntilOpen, then.Webhook));
        Assert.Equal(["press", "media"], then.AddTags);
        Assert.Equal(["bulk"], then.RemoveTags);
        Assert.Equal(["role:supervisor", "on-call"], then.MustReact);
        Assert.Equal(["team:markkinointi"], then.ShouldKnow);
        Assert.Equal(["role:supervisor"], then.Approval);
    }

    [Theory]
    [InlineData("[{ when: received, then: { queue: a } }]", "rules[0].id Required")]
    [InlineData("[{ id: a, then: { queue: a } }]", "rules[0].when Required")]
    [InlineData("[{ id: a, when: [], then: { queue: a } }]", "rules[0].when Required")]
    [InlineData("[{ id: a, when: sometimes, then: { queue: a } }]", "rules[0].when UnknownWord received, sent, opened, reopened, resolved, assigned, moved, prioritised, tagged, warned, breached")]
    [InlineData("[{ id: a, when: received }]", "rules[0].then Required")]
    [InlineData("[{ id: a, when: received, then: {} }]", "rules[0].then Required")]
    [InlineData("[{ id: a, when: received, then: { sing: loud } }]", "rules[0].then.sing UnknownMember sing")]
    [InlineData("[{ id: a, when: received, then: { priority: top } }]", "rules[0].then.priority UnknownWord low, normal, high, urgent")]
    [InlineData("[{ id: a, when: received, then: { abuse: none } }]", "rules[0].then.abuse UnknownWord warned, muted, blocked")]
    [InlineData("[{ id: a, when: received, then: { snooze: 1s } }]", "rules[0].then.snooze NotADuration 1m..90d")]
    [InlineData("[{ id: a, when: received, then: { snooze: { until: x } } }]", "rules[0].then.snooze.until UnknownMember until")]
    [InlineData("[{ id: a, when: received, then: { mustReact: [] } }]", "rules[0].then.mustReact Required")]
    [InlineData("[{ id: a, when: received, then: { addTags: [x], removeTags: [y, x] } }]", "rules[0].then.removeTags Impossible AddedAndRemoved x")]
    [InlineData("[{ id: a, when: [received, breached], then: { policy: x } }]", "rules[0].then.policy Impossible PolicyWithoutWait")]
    [InlineData("[{ id: a, when: received, then: { queue: a } }, { id: a, when: received, then: { queue: a } }]", "rules[1].id Twice a")]
    [InlineData("[{ id: a, when: received, then: { queue: a }, stop: maybe }]", "rules[0].stop UnknownWord true, false")]
    [InlineData("[a]", "rules[0] WrongShape mapping")]
    public void Faults_name_the_field_and_the_rule(string rules, string expected) => Assert.Equal(expected, Reading.Faults(DocumentKinds.Rules, "rules: " + rules));

    [Theory]
    [InlineData("[{ id: a, when: moved, then: { queue: b } }, { id: b, when: moved, then: { queue: a } }]", "rules[0] Cycle a → b → a")]
    [InlineData("[{ id: z, when: received, then: { queue: q } }, { id: a, when: assigned, if: { assignee: y }, then: { assign: x } }, { id: b, when: assigned, if: { assignee: [x, w] }, then: { assign: y } }]", "rules[1] Cycle a → b → a")]
    [InlineData("[{ id: a, when: prioritised, then: { priority: low } }, { id: b, when: prioritised, then: { priority: high } }]", "rules[0] Cycle a → b → a")]
    [InlineData("[{ id: a, when: tagged, then: { addTags: x } }, { id: b, when: tagged, then: { removeTags: x } }]", "rules[0] Cycle a → b → a")]
    // Ends: nothing changes the second time, or the condition doesn't hold any more, or may not hold.
    [InlineData("[{ id: a, when: moved, then: { queue: b } }]", "")]
    [InlineData("[{ id: a, when: moved, if: { queue: c }, then: { queue: b } }, { id: b, when: moved, then: { queue: a } }]", "")]
    [InlineData("[{ id: a, when: moved, if: { tags: x }, then: { queue: b } }, { id: b, when: moved, then: { queue: a } }]", "")]
    [InlineData("[{ id: a, when: prioritised, then: { priority: raise } }]", "")]
    public void Rules_that_set_each_other_off_without_end_are_refused(string rules, string expected) => Assert.Equal(expected, Reading.Faults(DocumentKinds.Rules, "rules: " + rules));

    [Fact]
    public void Names_that_no_document_defines_are_found()
    {
        var read = ConfigurationReader.Read(DocumentKinds.Rules, """
            rules:
              - id: a
                when: received
                if: { queue: gone, calendarOpen: night, assignee: [none, ghost] }
                then: { queue: inbox, policy: premium, webhook: pager, mustReact: [role:king, team:x, aino], assign: aino }
            """);
        var unknown = ConfigurationReader.UnknownNames([read], new HashSet<string>(StringComparer.Ordinal) { "aino" });
        Assert.Equal(
            ["rules[0].if.queue Queue gone", "rules[0].if.calendarOpen Calendar night", "rules[0].if.assignee[1] Agent ghost", "rules[0].then.policy Policy premium",
             "rules[0].then.mustReact[0] Role king", "rules[0].then.mustReact[1] Team x", "rules[0].then.webhook Webhook pager"],
            unknown.Select(static u => $"{u.Fault.Field} {u.Fault.Detail}"));
    }
}
