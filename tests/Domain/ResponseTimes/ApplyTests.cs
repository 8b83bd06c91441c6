using FsCheck;
using FsCheck.Fluent;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Escalation;
using Xunit;

namespace SocialCrm.ResponseTimes;

public sealed class ApplyTests
{
    private static readonly Configuration.Configuration Ten = Promises.Within(10, ladder: "steps");

    [Fact]
    public void Wait_gets_the_target_of_the_newest_policy_from_its_own_beginning()
    {
        var (state, events) = Apply(Asked(Ten), Then(Promises.Within(30, version: 2)), minute: 3);
        var clock = Assert.Single(state.Clocks);
        Assert.Equal((2, Minute(0), Minute(30), Minute(15)), (clock.Configuration, clock.Since, clock.DueAt, clock.NextAt));
        Assert.Equal(clock.Since, Assert.IsType<ClockStarted>(Assert.Single(events)).Replaces);
        Assert.Empty(Apply(state, Then(Promises.Within(30, version: 2)), minute: 4).Events);
    }

    [Fact]
    public void Shorter_target_that_is_past_already_is_missed_by_the_next_check_and_once()
    {
        var (state, _) = Apply(Asked(Ten), Then(Promises.Within(2, version: 2)), minute: 4);
        var configurations = Then(Promises.Within(2, version: 2));
        var judged = DueDecider.Judge(state, configurations.At(4));
        Assert.Single(judged.Entries.SelectMany(e => e.Events).OfType<TargetBreached>());
        var (again, events) = Apply(judged.State, Then(Promises.Within(60, version: 3)), minute: 5);
        Assert.Empty(events);
        Assert.True(Assert.Single(again.Clocks).Breached);
    }

    [Fact]
    public void Target_that_was_missed_before_anybody_judged_it_stays_missed()
    {
        var (state, events) = Apply(Asked(Ten), Then(Promises.Within(60, version: 2)), minute: 12);
        Assert.Empty(events);
        Assert.Equal(Minute(5), state.NextDueAt);
        var judged = DueDecider.Judge(state, Then(Promises.Within(60, version: 2)).At(12));
        Assert.Single(judged.Entries.SelectMany(e => e.Events).OfType<TargetBreached>());
    }

    [Fact]
    public void Warnings_and_steps_that_were_given_are_not_given_again()
    {
        var warned = DueDecider.Judge(Asked(Ten), Then(Ten).At(6)).State;
        var then = Then(Promises.Within(20, ladder: "steps", version: 2));
        var (state, _) = Apply(warned, then, minute: 6);
        var later = DueDecider.Judge(state, then.At(21)).Entries.SelectMany(e => e.Events).ToList();
        Assert.Equal([80], later.OfType<TargetWarned>().Select(w => w.Percent));
        Assert.Equal([1], later.OfType<StepTaken>().Select(s => s.Step));
        Assert.Equal(Minute(20), Assert.Single(later.OfType<TargetBreached>()).DueAt);
    }

    [Fact]
    public void Wait_without_a_target_gets_one_and_one_without_a_policy_keeps_its_own()
    {
        var (state, _) = Apply(Asked(Configuration.Configuration.Empty), Then(Promises.Within(10, version: 2)), minute: 3);
        Assert.Equal(Minute(10), Assert.Single(state.Clocks).DueAt);
        var (kept, events) = Apply(state, Then(Promises.Within(10, version: 2), Configuration.Configuration.Empty with { Version = 3 }), minute: 4);
        Assert.Empty(events);
        Assert.Equal(Minute(10), Assert.Single(kept.Clocks).DueAt);
    }

    [Fact]
    public void Version_in_which_nothing_changed_for_clocks_changes_nothing()
    {
        Assert.Empty(Apply(Asked(Ten), Then(Ten with { Version = 2 }), minute: 3).Events);
        Assert.Empty(Apply(Asked(Ten), Then(), minute: 3).Events);
    }

    [Fact]
    public void Snoozed_wait_stands_still_under_its_new_target()
    {
        var snoozed = ActDecider.Act(Asked(Ten), new Snooze { Until = Minute(60), Actor = "aino" }, Then(Ten).At(4), Guid.NewGuid()).State;
        var (state, _) = Apply(snoozed, Then(Promises.Within(30, version: 2)), minute: 5);
        var clock = Assert.Single(state.Clocks);
        Assert.Equal((4 * 60_000, 30 * 60_000, (DateTimeOffset?)null), (clock.AccruedMs, clock.TargetMs, clock.DueAt));
    }

    [Fact]
    public void Any_messages_checks_and_changes_of_policy_give_one_breach_a_wait() => Prop.ForAll(
        Traffic.Messages(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (messages, seed) =>
        {
            var random = new Random(seed);
            var configurations = Then([.. Enumerable.Range(1, 6).Select(version => Promises.Within(random.Next(1, 6), random.Next(1, 6), version: version))]);
            var (state, rows) = (Traffic.New(), new List<DecidedEntry>());
            foreach (var message in messages.OrderBy(m => ReceiveDecider.MessageOf(m.Interaction).Key))
            {
                var now = (int)(message.Interaction.At - Traffic.Start).TotalMinutes;
                var recent = RecentMessages.Of(rows.Where(r => r.Message is not null).Select(r => r.Message!.Value).Append(ReceiveDecider.MessageOf(message.Interaction)));
                var late = ReceiveDecider.NeedsHistory(state, [message]) ? ConversationHistory.Of(rows) : null;
                Take(ReceiveDecider.Receive(state, [message], recent.Fold, configurations.At(now), late));
                if (random.Next(3) == 0) configurations.Newest = Math.Min(6, configurations.Newest + 1);
                if (random.Next(2) == 0) Take(ApplyDecider.Apply(state, ConversationHistory.Of(rows).FirstOfWait(state), configurations.At(now)));
                if (random.Next(2) == 0) Take(DueDecider.Judge(state, configurations.At(now)));
            }

            Take(DueDecider.Judge(state, configurations.At(60)));
            HashSet<(ClockKind, DateTimeOffset)> breached = [];
            foreach (var e in rows.SelectMany(r => r.Events))
            {
                if (e is TargetBreached b) Assert.True(breached.Add((b.Kind, b.Since)), "breached twice");
                if (e is BreachWithdrawn w) Assert.True(breached.Remove((w.Kind, w.Since)), "nothing to withdraw");
                if (e is ResponseGiven g) Assert.Equal(g.LateMs > 0, breached.Contains((g.Kind, g.Since)));
            }

            Assert.Equal(breached.Count, state.Breaches);
            Assert.All(state.Clocks.Where(c => c.Kind != ClockKind.Resolution), c => Assert.Contains((c.Kind, c.Since), breached));
            Assert.Equal(Journal.EventJson.Write(state), Journal.EventJson.Write(ConversationFold.Replay(Traffic.New(), rows)));

            void Take(Decision decision)
            {
                rows.AddRange(decision.Entries);
                state = decision.State;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static ConversationState Asked(Configuration.Configuration configuration) => Traffic.Receive(Traffic.New(), [[Traffic.Inbound(0)]], configuration.At(0)).State;

    private static (ConversationState State, List<ConversationEvent> Events) Apply(ConversationState state, Versions configurations, int minute)
    {
        var decision = ApplyDecider.Apply(state, Traffic.Inbound(0).Interaction, configurations.At(minute));
        return (decision.State, [.. decision.Entries.SelectMany(e => e.Events)]);
    }

    /// <summary>After the first configuration, these.</summary>
    private static Versions Then(params Configuration.Configuration[] later) => new([Ten, .. later]);

    private static DateTimeOffset Minute(int minute) => Traffic.Start.AddMinutes(minute);

    private sealed class Versions(Configuration.Configuration[] all) : IConfigurations
    {
        public long Newest { get; set; } = all[^1].Version;
        public Configuration.Configuration Current => At(Newest);

        public Configuration.Configuration At(long version) => all.LastOrDefault(c => c.Version == version) ?? Configuration.Configuration.Empty;

        public DecisionContext At(int minute) => new() { Now = Minute(minute), Configurations = this };
    }
}
