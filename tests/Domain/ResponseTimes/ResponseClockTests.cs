using SocialCrm.Conversations;
using SocialCrm.Escalation;
using SocialCrm.Notices;
using Xunit;

namespace SocialCrm.ResponseTimes;

public class ResponseClockTests
{
    private static readonly Configuration.Configuration TenMinutes = Promises.Within(10);

    [Fact]
    public void Question_beginsTheFirstResponsesClock()
    {
        var state = Asked(TenMinutes);

        var clock = Assert.Single(state.Clocks);
        Assert.Equal((ClockKind.FirstResponse, Minute(0), Minute(10)), (clock.Kind, clock.Since, clock.DueAt));
        Assert.Equal(Minute(5), state.NextDueAt);
    }

    [Fact]
    public void SecondQuestion_changesNothing()
    {
        var (state, rows) = Traffic.Receive(Asked(TenMinutes), [[Traffic.Inbound(3)]], TenMinutes.At(3));

        Assert.Equal(Minute(10), Assert.Single(state.Clocks).DueAt);
        Assert.Single(rows[0].Events);
    }

    [Fact]
    public void Answer_inTime_endsTheWaitAndTellsHowLongItTook()
    {
        var (state, rows) = Traffic.Receive(Asked(TenMinutes), [[Traffic.Answer(7)]], TenMinutes.At(7));

        var given = Assert.Single(rows[0].Events.OfType<ResponseGiven>());
        Assert.Equal((420_000L, 0L), (given.BusinessMs, given.LateMs));
        Assert.Empty(state.Clocks);
        Assert.Null(state.NextDueAt);
    }

    [Fact]
    public void AutomaticAnswer_doesntCount()
    {
        var (state, _) = Traffic.Receive(Asked(TenMinutes), [[Traffic.Automatic(7)]], TenMinutes.At(7));

        Assert.Single(state.Clocks);
    }

    [Fact]
    public void Answer_lateAndNotYetJudged_breachesAndTellsTheLateness()
    {
        var (state, rows) = Traffic.Receive(Asked(TenMinutes), [[Traffic.Answer(12)]], TenMinutes.At(12));

        Assert.Equal(Minute(10), Assert.Single(rows[0].Events.OfType<TargetBreached>()).DueAt);
        Assert.Equal(120_000, Assert.Single(rows[0].Events.OfType<ResponseGiven>()).LateMs);
        Assert.Equal(1, state.Breaches);
    }

    [Fact]
    public void Judge_atEachTime_warnsTwiceAndBreachesOnce()
    {
        var state = Asked(TenMinutes);
        var events = new List<ConversationEvent>();
        for (var minute = 0; minute <= 20; minute++)
        {
            var judged = DueDecider.Judge(state, TenMinutes.At(minute));
            events.AddRange(judged.Entries.SelectMany(e => e.Events));
            state = judged.State;
        }

        Assert.Equal([50, 80], events.OfType<TargetWarned>().Select(w => w.Percent));
        Assert.Single(events.OfType<TargetBreached>());
        Assert.Null(state.NextDueAt);
        Assert.True(Assert.Single(state.Clocks).Breached);
    }

    [Fact]
    public void Judge_afterAPausedProcess_judgesAllInOrderAndSaysHowLate()
    {
        var judged = DueDecider.Judge(Asked(TenMinutes), TenMinutes.At(60));

        Assert.Equal(3, judged.Entries.Count);
        Assert.Equal(50 * 60_000, Assert.Single(judged.Entries[2].Events.OfType<TargetBreached>()).LateMs);
        Assert.Empty(DueDecider.Judge(judged.State, TenMinutes.At(60)).Entries);
    }

    [Fact]
    public void Answer_inTimeButHeardOfLate_withdrawsTheBreach()
    {
        var breached = DueDecider.Judge(Asked(TenMinutes), TenMinutes.At(11)).State;
        var (state, rows) = Traffic.Receive(breached, [[Traffic.Answer(9)]], TenMinutes.At(12));

        Assert.Single(rows[0].Events.OfType<BreachWithdrawn>());
        Assert.Equal(0, Assert.Single(rows[0].Events.OfType<ResponseGiven>()).LateMs);
        Assert.Equal(0, state.Breaches);
    }

    [Fact]
    public void Ladder_climbsOnceAndStopsAtTheAnswer()
    {
        var configuration = Promises.Within(10, ladder: "steps");
        var breached = DueDecider.Judge(Asked(configuration), configuration.At(11));
        var events = breached.Entries.SelectMany(e => e.Events).ToList();

        Assert.Equal([0, 1], events.OfType<StepTaken>().Select(s => s.Step));
        Assert.Equal(["warning:first-response:50", "breach:first-response"], events.OfType<NoticeRaised>().Select(n => n.About));
        Assert.Equal((Priority.High, 2), (breached.State.Priority, breached.State.EscalationLevel));
        Assert.Equal(Minute(13), breached.State.NextDueAt);

        var (answered, _) = Traffic.Receive(breached.State, [[Traffic.Answer(12)]], configuration.At(12));
        Assert.Null(answered.NextDueAt);
        Assert.Equal(0, answered.EscalationLevel);

        var last = DueDecider.Judge(breached.State, configuration.At(14));
        Assert.Equal("night", last.State.Queue);
        Assert.Equal("duty", Assert.Single(last.Entries[0].Events.OfType<CalledOut>()).Webhook);
    }

    [Fact]
    public void Snooze_haltsTheClock_andItsEndLetsItRunOn()
    {
        var asked = Asked(TenMinutes);
        var snoozed = ActDecider.Act(asked, new Snooze { Actor = "aino", Until = Minute(60) }, TenMinutes.At(4), Guid.NewGuid()).State;
        Assert.Null(Assert.Single(snoozed.Clocks).DueAt);

        var woken = DueDecider.Judge(snoozed, TenMinutes.At(61)).State;
        Assert.Equal(Minute(66), Assert.Single(woken.Clocks).DueAt);
    }

    [Fact]
    public void Resolution_standsStillWhileTheCustomerIsAwaited()
    {
        var configuration = Promises.Within(10, resolutionMinutes: 60);
        var (answered, _) = Traffic.Receive(Asked(configuration), [[Traffic.Answer(5)]], configuration.At(5));
        Assert.Null(Assert.Single(answered.Clocks).DueAt);

        var (again, _) = Traffic.Receive(answered, [[Traffic.Inbound(100)]], configuration.At(100));
        Assert.Equal(Minute(155), again.Clocks.Single(c => c.Kind == ClockKind.Resolution).DueAt);

        var resolved = ActDecider.Act(again, new Resolve { Actor = "aino" }, configuration.At(109), Guid.NewGuid());
        Assert.Equal(14 * 60_000, Assert.Single(resolved.Entries[^1].Events.OfType<ResponseGiven>()).BusinessMs);
        Assert.Empty(resolved.State.Clocks);
    }

    [Fact]
    public void Act_afterTheDueTime_judgesThatFirst()
    {
        var decision = ActDecider.Act(Asked(TenMinutes), new Snooze { Actor = "aino", Until = Minute(60) }, TenMinutes.At(11), Guid.NewGuid());

        Assert.Single(decision.Entries.SelectMany(e => e.Events).OfType<TargetBreached>());
        Assert.IsType<ConversationSnoozed>(decision.Entries[^1].Events[0]);
        Assert.Equal(Status.Snoozed, decision.State.Status);
    }

    [Fact]
    public void ChangedPolicy_appliesToWaitsThatBeginAfterIt()
    {
        var state = Asked(TenMinutes);
        var both = new Versions(TenMinutes, Promises.Within(3, version: 2));
        Assert.Empty(DueDecider.Judge(state, new DecisionContext { Now = Minute(4), Configurations = both }).Entries);

        var (answered, _) = Traffic.Receive(state, [[Traffic.Answer(5)]], new DecisionContext { Now = Minute(5), Configurations = both });
        var (again, _) = Traffic.Receive(answered, [[Traffic.Inbound(20)]], new DecisionContext { Now = Minute(20), Configurations = both });
        Assert.Equal(Minute(23), Assert.Single(again.Clocks).DueAt);
    }

    [Fact]
    public void RaisedPriority_canBeMissedFromThenOn_notBefore()
    {
        var configuration = TenMinutes with
        {
            ResponseTimes = new ResponsePolicies([new ResponsePolicy { Id = "all", FirstResponse = Target.Of(p => TimeSpan.FromMinutes(p == Priority.Urgent ? 2 : 10)) }]),
        };
        var raised = ActDecider.Act(Asked(configuration), new SetPriority { Actor = "aino", Priority = Priority.Urgent }, configuration.At(4), Guid.NewGuid()).State;

        Assert.Equal(Minute(4), Assert.Single(raised.Clocks).DueAt);
    }

    [Fact]
    public void Calendar_countsOpenTimeOnly()
    {
        // Traffic.Start is a Wednesday, 11:00 in Helsinki; 16:30 there is minute 330.
        var office = Promises.InOfficeHours();
        var (state, _) = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(330)]], office.At(330));

        Assert.Equal(Minute(330 + (16 * 60) + 120), Assert.Single(state.Clocks).DueAt);
    }

    [Fact]
    public void PastTraffic_isDueOnlyAfterItsEnd_andTellsNobody()
    {
        var configuration = Promises.Within(10, ladder: "steps");
        var (state, _) = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(0, history: true)]], configuration.At(500));
        Assert.Null(state.NextDueAt);
        Assert.Empty(DueDecider.Judge(state, configuration.At(500)).Entries);

        var ended = DueDecider.EndHistory(state, configuration.At(500));
        Assert.Single(ended.Entries.SelectMany(e => e.Events).OfType<TargetBreached>());
        Assert.Empty(ended.Entries.SelectMany(e => e.Events).OfType<NoticeRaised>());
        Assert.Null(ended.State.NextDueAt);
        Assert.Empty(DueDecider.EndHistory(ended.State, configuration.At(501)).Entries);
    }

    private static ConversationState Asked(Configuration.Configuration configuration) =>
        Traffic.Receive(Traffic.New(), [[Traffic.Inbound(0)]], configuration.At(0)).State;

    private static DateTimeOffset Minute(int minute) => Traffic.Start.AddMinutes(minute);

    private sealed class Versions(params Configuration.Configuration[] all) : Configuration.IConfigurations
    {
        public Configuration.Configuration Current => all[^1];

        public Configuration.Configuration At(long version) => all.First(c => c.Version == version);
    }
}
