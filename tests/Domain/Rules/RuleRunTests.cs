using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.ResponseTimes;
using Xunit;

namespace SocialCrm.Rules;

public sealed class RuleRunTests
{
    [Fact]
    public void Message_sets_off_rules_in_its_own_row_before_its_clock_is_set()
    {
        const string rules = """
            rules:
              - id: peruttu
                when: received
                if: { text: { words: PERUTTU } }
                then: { queue: flights, priority: high, addTags: [peruttu], mustReact: role:supervisor, webhook: pager }
              - id: other
                when: received
                if: { channel: email }
                then: { queue: mail }
            """;
        var (state, rows) = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1)]], Rulebook.Context(rules));

        Assert.Equal(
            "applied peruttu\nqueue flights\npriority High\ntags peruttu\nnotice MustReact role:supervisor rule:peruttu\nwebhook pager\nclock all 120", Rulebook.Written(rows[0].Events));
        Assert.Equal(("flights", Priority.High), (state.Queue, state.Priority));
        var applied = rows[0].Events.OfType<RulesApplied>().Single();
        Assert.Equal((3, "opened,received"), (applied.Configuration, string.Join(',', applied.Triggers.Order(StringComparer.Ordinal))));
        Assert.Equal(3, rows[0].Events.OfType<InteractionRecorded>().Single().Configuration);
    }

    [Fact]
    public void Message_for_which_no_rule_does_anything_leaves_no_event() =>
        Assert.Equal("clock all 120", Rulebook.Receive("rules: [{ id: a, when: received, if: { channel: email }, then: { queue: mail } }, { id: b, when: received, then: { queue: inbox } }]", Traffic.Inbound(1)).Events);

    [Fact]
    public void What_is_so_already_is_not_done_again()
    {
        const string rules = "rules: [{ id: a, when: received, then: { queue: q, addTags: t, priority: high, assign: aino } }]";
        Assert.Equal("applied a\nqueue q\nassigned aino\npriority High\ntags t\nclock all 120", Rulebook.Receive(rules, Traffic.Inbound(1), Traffic.Inbound(2)).Events);
    }

    [Fact]
    public void Customer_is_known_as_recorded_also_when_a_deadline_comes()
    {
        const string rules = """
            rules:
              - { id: gold, when: [received, warned, breached], if: { customerTags: gold, stage: customer }, then: { priority: raise } }
            """;
        var context = Rulebook.Context(rules, 0, Stage.Customer, "gold");
        var (state, _) = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(0)]], context);
        Assert.Equal(Priority.High, state.Priority);

        var judged = DueDecider.Judge(state, Rulebook.Context(rules, minute: 61));
        Assert.Equal(Priority.Urgent, judged.State.Priority);
        Assert.Equal("applied gold\npriority Urgent", Rulebook.Written(judged.Entries.Single().Events));
    }

    [Fact]
    public void Rules_set_off_rules_and_the_row_says_which()
    {
        const string rules = """
            rules:
              - { id: late, when: assigned, if: { assignee: aino }, then: { addTags: ainon } }
              - { id: a, when: received, then: { assign: aino, queue: vip } }
              - { id: b, when: moved, if: { queue: vip }, then: { priority: urgent } }
              - { id: c, when: prioritised, then: { shouldKnow: role:supervisor } }
            """;
        Assert.Equal(
            "applied a late<a b<a c<b\nqueue vip\nassigned aino\ntags ainon\npriority Urgent\nnotice ShouldKnow role:supervisor rule:c\nclock all 120", Rulebook.Receive(rules, Traffic.Inbound(1)).Events);
    }

    [Fact]
    public void Loop_is_cut_with_its_chain_and_each_rule_acts_once()
    {
        const string rules = """
            rules:
              - { id: start, when: received, then: { queue: a } }
              - { id: ab, when: moved, if: { queue: a, tags: loop }, then: { queue: b } }
              - { id: ba, when: moved, if: { queue: b, tags: loop }, then: { queue: a } }
            """;
        var state = Traffic.New() with { Tags = ["loop"] };
        var (after, rows) = Traffic.Receive(state, [[Traffic.Inbound(1)]], Rulebook.Context(rules));
        Assert.Equal("applied start ab<start ba<ab\nqueue a\nqueue b\nqueue a\ncut start ab ba ab\nclock all 120", Rulebook.Written(rows[0].Events));
        Assert.Equal("a", after.Queue);
    }

    [Fact]
    public void Chain_ends_at_its_depth()
    {
        var rules = "rules:\n  - { id: r0, when: received, then: { queue: q1 } }\n" +
            string.Concat(Enumerable.Range(1, 14).Select(static i => $"  - {{ id: r{i}, when: moved, if: {{ queue: q{i} }}, then: {{ queue: q{i + 1} }} }}\n"));
        var (state, events) = Rulebook.Receive(rules, Traffic.Inbound(1));
        Assert.Equal("q10", state.Queue);
        Assert.Contains("cut r0 r1 r2 r3 r4 r5 r6 r7 r8 r9 r10", events, StringComparison.Ordinal);
    }

    [Fact]
    public void Stop_ends_the_look_but_not_what_it_set_off()
    {
        const string rules = """
            rules:
              - { id: a, when: received, then: { queue: vip }, stop: true }
              - { id: b, when: received, then: { priority: urgent } }
              - { id: c, when: moved, then: { addTags: moved } }
            """;
        Assert.Equal("applied a c<a\nqueue vip\ntags moved\nclock all 120", Rulebook.Receive(rules, Traffic.Inbound(1)).Events);
    }

    [Fact]
    public void Rule_chooses_the_policy_and_the_priority_that_the_wait_is_judged_by()
    {
        const string rules = "rules: [{ id: vip, when: received, if: { text: { words: lento } }, then: { policy: fast, priority: urgent } }]";
        var configuration = Rulebook.Configured(rules);
        configuration = configuration with
        {
            ResponseTimes = new ResponsePolicies(
            [
                .. configuration.ResponseTimes.Ordered,
                new ResponsePolicy { Id = "fast", FirstResponse = Target.Of(static p => TimeSpan.FromMinutes(p == Priority.Urgent ? 10 : 30)) },
            ]),
        };
        Assert.Equal("applied vip\npriority Urgent\npolicy fast\nclock fast 10", Rulebook.Receive(configuration.At(0), Traffic.Inbound(1)).Events);

        // The question of an answer that was there first.
        Assert.Equal("applied vip\npriority Urgent\npolicy fast", Rulebook.Receive(configuration.At(0), Traffic.Answer(5), Traffic.Inbound(1)).Events.Split("\nclock")[0]);
    }

    [Fact]
    public void Past_traffic_is_sorted_but_nobody_is_told_and_nothing_put_aside() => Assert.Equal(
        "applied a\nqueue q\ntags t\nclock all 120",
        Rulebook.Receive(
            "rules: [{ id: a, when: received, then: { queue: q, addTags: t, snooze: 2h, mustReact: assignee, shouldKnow: assignee, webhook: w, approval: assignee } }]",
            Traffic.Inbound(1, history: true)).Events);

    [Fact]
    public void Snooze_of_a_rule_halts_the_clock_of_its_own_message_and_the_one_that_runs()
    {
        const string rules = "rules: [{ id: a, when: received, then: { snooze: 2h } }]";
        var (state, events) = Rulebook.Receive(rules, Traffic.Inbound(1));
        Assert.Equal("applied a\nsnoozed 121\nclock all 120 paused", events);
        Assert.Equal(Status.Snoozed, state.Status);
        Assert.Equal(Traffic.Start.AddMinutes(121), state.NextDueAt);
    }

    [Fact]
    public void Step_on_the_abuse_ladder_silences_the_customer_and_the_rules()
    {
        const string rules = """
            rules:
              - { id: foul, when: received, if: { text: { words: peruttu } }, then: { abuse: muted } }
              - { id: all, when: received, then: { addTags: seen } }
            """;
        var (state, events) = Rulebook.Receive(rules, Traffic.Inbound(1), Traffic.Inbound(2));
        Assert.Equal("applied foul all\ntags seen", events);
        Assert.True(state.IsSilenced);
        Assert.Empty(state.Clocks);
    }

    [Fact]
    public void Acts_set_off_rules_by_what_they_did()
    {
        const string rules = """
            rules:
              - { id: done, when: resolved, then: { removeTags: open, addTags: done } }
              - { id: own, when: assigned, if: { assignee: aino }, then: { priority: high } }
              - { id: thanks, when: sent, if: { text: { words: kiitos } }, then: { addTags: thanked } }
            """;
        var context = Rulebook.Context(rules, minute: 5);
        var state = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1)]], context).State with { Tags = ["open"] };

        var claimed = ActDecider.Act(state, new Claim { Actor = "aino" }, context, default);
        Assert.Equal("applied own\npriority High", Rulebook.Written(claimed.Entries.Single().Events));
        var replied = ActDecider.Act(claimed.State, new Reply { Actor = "aino", Text = "Kiitos viestistä" }, context, Guid.NewGuid());
        Assert.Equal("applied thanks\ntags open thanked", Rulebook.Written(replied.Entries.Single().Events));
        var plain = ActDecider.Act(claimed.State, new Reply { Actor = "aino", Text = "Hei" }, context, Guid.NewGuid());
        Assert.Equal("applied", Rulebook.Written(plain.Entries.Single().Events));
        Assert.Equal(["done", "thanked"], ActDecider.Act(replied.State, new Resolve { Actor = "aino" }, context, default).State.Tags);
    }

    [Fact]
    public void Breach_found_by_a_late_answer_sets_off_its_rules_once()
    {
        const string rules = "rules: [{ id: late, when: breached, then: { addTags: late, mustReact: role:supervisor } }]";
        var context = Rulebook.Context(rules, minute: 200);
        Assert.Equal(
            "clock all 120\napplied late\ntags late\nnotice MustReact role:supervisor rule:late", Rulebook.Receive(context, Traffic.Inbound(0), Traffic.Answer(130)).Events);
    }

    [Fact]
    public void Raised_priority_gives_the_running_clock_its_other_target()
    {
        var configuration = Rulebook.Configured("rules: [{ id: again, when: received, if: { firstMessage: false }, then: { priority: urgent } }]");
        configuration = configuration with
        {
            ResponseTimes = new ResponsePolicies([new ResponsePolicy { Id = "all", FirstResponse = Target.Of(static p => TimeSpan.FromMinutes(p == Priority.Urgent ? 15 : 60)) }]),
        };
        Assert.Equal("clock all 60\napplied again\npriority Urgent\nclock changed 15", Rulebook.Receive(configuration.At(0), Traffic.Inbound(0), Traffic.Inbound(3)).Events);
    }
}
