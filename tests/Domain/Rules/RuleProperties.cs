using FsCheck;
using FsCheck.Fluent;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Journal;
using SocialCrm.ResponseTimes;
using Xunit;

namespace SocialCrm.Rules;

/// <summary>Any rules, any traffic: explanations agree with judgements, loops end, and rows replay to the same state and the same decisions.</summary>
public sealed class RuleProperties
{
    private static readonly string[] Leaves =
    [
        "{ channel: x }", "{ channel: email }", "{ public: true }", "{ direction: outbound }", "{ automatic: true }", "{ text: { words: peruttu } }", "{ text: { matches: 'len+to' } }",
        "{ queue: [q0, inbox] }", "{ queue: q1 }", "{ assignee: none }", "{ assignee: a1 }", "{ priority: [normal, high] }", "{ tags: t0 }", "{ tags: t1 }", "{ firstMessage: true }",
        "{ status: open }", "{ breaches: { atLeast: 1 } }", "{ stage: prospect }", "{ calendarOpen: always }", "{ onDuty: false }", "{ language: fi }",
    ];

    private static readonly string[] Actions =
    [
        "queue: q0", "queue: q1", "assign: a0", "assign: a1", "assign: none", "priority: high", "priority: raise", "priority: lower", "addTags: [t0, t1]", "removeTags: t0", "addTags: t2",
        "snooze: 5m", "mustReact: assignee", "webhook: w", "policy: all",
    ];

    private static readonly string[] Moments = ["received", "sent", "opened", "reopened", "assigned", "moved", "prioritised", "tagged", "warned", "breached", "resolved"];

    private static Gen<string> Conditions(int depth) => depth == 0
        ? Gen.Elements(Leaves)
        : Gen.OneOf(
            Gen.Elements(Leaves),
            Conditions(depth - 1).ListOf(2).Select(static parts => $"{{ all: [{string.Join(", ", parts)}] }}"),
            Conditions(depth - 1).ListOf(3).Select(static parts => $"{{ any: [{string.Join(", ", parts)}] }}"),
            Conditions(depth - 1).Select(static part => $"{{ not: {part} }}"));

    private static Gen<string> Rule(int index) =>
        from moment in Gen.Elements(Moments)
        from condition in Conditions(2)
        from action in Gen.Elements(Actions)
        from stop in Gen.Choose(0, 9)
        let when = action.StartsWith("policy", StringComparison.Ordinal) ? "received" : moment
        select $"  - {{ id: r{index}, when: {when}, if: {condition}, then: {{ {action} }}, stop: {(stop == 0 ? "true" : "false")} }}";

    private static Gen<RuleSet> RuleSets() => Gen.Choose(1, 20).SelectMany(static count => Enumerable.Range(0, count)
            .Aggregate(Gen.Constant(""), static (all, i) => all.SelectMany(_ => Rule(i), static (text, rule) => $"{text}{rule}\n")))
        .Select(static text => ConfigurationReader.Read(DocumentKinds.Rules, "rules:\n" + text))
        .Where(static read => read.IsSound).Select(static read => (RuleSet)read.Part!);

    public static Arbitrary<RuleSet> AnyRules() => RuleSets().ToArbitrary();

    [Fact]
    public void Explanation_agrees_with_the_judgement() => Prop.ForAll(AnyRules(), Traffic.Messages(), static (rules, messages) =>
    {
        var (state, _) = Traffic.Receive(Traffic.New(), [messages]);
        foreach (var rule in rules.Ordered)
        {
            foreach (var message in messages.Take(5))
            {
                var facts = Rulebook.Facts(message: message.Interaction, conversation: state);
                var why = rule.If.Explain(facts);
                Assert.Equal(rule.If.Holds(facts), why.Holds);
                Assert.Equal(why.Holds == false, why.Failed is not null);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Every_row_ends_with_each_rule_at_most_once_and_replays_to_the_same_state_and_decisions() => Prop.ForAll(AnyRules(), Traffic.Messages(), static (rules, messages) =>
    {
        var configuration = Promises.Within(3) with { Version = 5, Rules = rules };
        var (state, rows) = Traffic.Receive(Traffic.New(), messages.Chunk(3), configuration.At(20));
        var due = DueDecider.Judge(state, configuration.At(30));
        rows.AddRange(due.Entries);
        var act = ActDecider.Act(due.State, new Claim { Actor = "a0", OverOthers = true }, configuration.At(31), default);
        rows.AddRange(act.Entries);

        foreach (var row in rows)
        {
            var fired = row.Events.OfType<RulesApplied>().SelectMany(static a => a.Rules).Select(static r => r.Id).ToArray();
            Assert.Equal(fired.Length, fired.Distinct(StringComparer.Ordinal).Count());
            Assert.True(row.Events.OfType<RulesCut>().Count() <= 1);
        }

        var stored = rows.Select(static r => r with { Events = EventJson.ReadEvents(EventJson.Write(r.Events)) }).ToArray();
        Assert.Equal(EventJson.Write(act.State), EventJson.Write(ConversationFold.Replay(Traffic.New(), stored)));

        // The decisions found again from the rows are those that were made.
        var replay = new DecisionReplay(Traffic.New(), new FixedConfiguration(configuration));
        for (var i = 0; i < stored.Length; i++)
        {
            var again = replay.Next(new RecordedRow(i + 1, Traffic.Start.AddMinutes(20), stored[i], IsErased: false));
            Assert.True(again.Agrees, $"row {i + 1}: {EventJson.Write(stored[i].Events)}");
            Assert.False(again.IsForgotten && again.Configuration is not null);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
