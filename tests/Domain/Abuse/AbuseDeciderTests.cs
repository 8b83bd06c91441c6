using SocialCrm.Conversations;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;
using SocialCrm.Routing;
using Xunit;

namespace SocialCrm.Abuse;

public class AbuseDeciderTests
{
    private static readonly Configuration.Configuration Plan = Promises.Within(10) with
    {
        Notices = new NoticePlan { Alarms = new Notices.Alarms { AssigneeAfter = TimeSpan.FromMinutes(30) } },
    };

    private static readonly ConversationState Asked = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1)]], Plan.At(1)).State;

    [Fact]
    public void Take_mute_drops_clocks_and_hides_until_its_time()
    {
        Assert.Single(Asked.Clocks);
        var muted = Act(Asked, Step(AbuseLevel.Muted) with { Until = Traffic.Start.AddMinutes(60) }, 2);
        Assert.Equal("uhkaili", muted.Entries[0].Personal.Note);
        Assert.Empty(muted.State.Clocks);
        Assert.True(muted.State.IsSilenced);
        Assert.False(RoutingActDecider.Waits(muted.State));
        Assert.Equal(Traffic.Start.AddMinutes(60), muted.State.NextDueAt);

        var more = Traffic.Receive(muted.State, [[Traffic.Inbound(20)]], Plan.At(20));
        Assert.Empty(more.State.Clocks);
        Assert.Equal(2, more.State.Messages.Inbound);

        var over = DueDecider.Judge(more.State, Plan.At(60));
        Assert.False(over.State.IsSilenced);
        var clock = Assert.Single(over.State.Clocks);
        Assert.Equal((ClockKind.FirstResponse, Traffic.Start.AddMinutes(60), Traffic.Start.AddMinutes(70)), (clock.Kind, clock.Since, clock.DueAt!.Value));
        Assert.Empty(DueDecider.Judge(over.State, Plan.At(61)).Entries);
    }

    [Fact]
    public void Take_block_has_no_end_and_lift_lets_the_wait_begin_anew()
    {
        var blocked = Act(Asked, Step(AbuseLevel.Blocked), 2).State;
        Assert.Null(blocked.NextDueAt);
        Assert.Empty(Act(blocked, Step(AbuseLevel.Blocked), 3).Entries);
        var lifted = Act(blocked, Step(AbuseLevel.None), 100).State;
        Assert.False(lifted.IsSilenced);
        Assert.Equal(Traffic.Start.AddMinutes(110), Assert.Single(lifted.Clocks).DueAt);
    }

    [Fact]
    public void Take_agents_warn_and_supervisors_do_more()
    {
        Assert.Null(Act(Asked, Step(AbuseLevel.Warned) with { OverOthers = false }, 2).Refusal);
        Assert.Equal(ActOutcome.NotAllowed, Act(Asked, Step(AbuseLevel.Muted) with { OverOthers = false }, 2).Refusal);
        Assert.Equal(ActOutcome.TimeHasPassed, Act(Asked, Step(AbuseLevel.Muted) with { Until = Traffic.Start }, 2).Refusal);
        Assert.Single(Act(Asked, Step(AbuseLevel.Warned), 2).State.Clocks);
        Assert.Empty(Act(Asked, Step(AbuseLevel.None), 2).Entries);
        Assert.Equal(Traffic.Start.AddMinutes(2).AddHours(24), Act(Asked, Step(AbuseLevel.Muted), 2).State.Dealt.Standing!.Until);
    }

    [Fact]
    public void Take_a_step_up_tells_the_customer_in_their_language_and_answers_nothing()
    {
        var swedish = Traffic.Receive(Asked, [[Traffic.Inbound(2) is var d ? d with { Interaction = d.Interaction with { Language = "sv" } } : d]], Plan.At(2)).State;
        foreach (var (state, text) in ((ConversationState, string)[])[(Asked, "Kirjoitathan asiallisesti."), (swedish, "Please keep it civil.")])
        {
            var warned = Act(state, Step(AbuseLevel.Warned), 3);
            var told = warned.Entries[^1];
            var message = Assert.IsType<InteractionRecorded>(Assert.Single(told.Events));
            Assert.Equal((true, "boss"), (message.Automatic, message.By));
            Assert.StartsWith(text, told.Personal.Text, StringComparison.Ordinal);
            Assert.Equal(state.Messages.WaitingSince, warned.State.Messages.WaitingSince);
            Assert.Equal((state.Messages.Outbound + 1, 0L), (warned.State.Messages.Outbound, warned.State.Messages.Responses));
            Assert.Equal(state.Version + 2, warned.State.Version);
            Assert.DoesNotContain(Act(warned.State, Step(AbuseLevel.None), 4).Entries, static e => e.Message is not null);
        }
    }

    [Fact]
    public void Receive_brings_a_step_of_another_conversation_along_once()
    {
        var standing = new Standing { Level = AbuseLevel.Blocked, At = Traffic.Start.AddMinutes(5) };
        var context = Plan.At(6) with { Standing = standing };
        var received = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(6)], [Traffic.Inbound(7)]], context);
        Assert.Single(received.Rows.SelectMany(r => r.Events).OfType<StandingApplied>());
        Assert.Empty(received.State.Clocks);

        // An older one moves nothing, and a mute that is over says nothing.
        var lifted = Act(received.State, Step(AbuseLevel.None), 10).State;
        Assert.False(Traffic.Receive(lifted, [[Traffic.Inbound(11)]], context).State.IsSilenced);
        var over = Plan.At(200) with { Standing = new Standing { Level = AbuseLevel.Muted, At = Traffic.Start, Until = Traffic.Start.AddMinutes(100) } };
        Assert.Null(Traffic.Receive(Traffic.New(), [[Traffic.Inbound(200)]], over).State.Dealings);
    }

    [Fact]
    public void Judge_claim_is_kept_with_its_reason()
    {
        var judged = Act(Asked, new JudgeClaim { Actor = "aino", Status = ClaimStatus.Fabricated, Reason = "kuva on toisesta laukusta" }, 2);
        Assert.Equal((ClaimStatus.Fabricated, "kuva on toisesta laukusta"), (judged.State.ToView().Claim!.Value, judged.Entries[0].Personal.Note));
        Assert.Empty(Act(judged.State, new JudgeClaim { Actor = "otto", Status = ClaimStatus.Fabricated, Reason = "sama" }, 3).Entries);
    }

    [Fact]
    public void Notice_silence_is_told_once_a_wait_and_assignee()
    {
        var mine = Act(Asked, new Claim { Actor = "aino" }, 5).State;
        Assert.Empty(Quiet(mine, 34).Entries);
        var told = Quiet(mine, 35);
        Assert.Equal(["role:supervisor", "assignee"], told.Entries[^1].Events.OfType<NoticeRaised>().Last().To);
        Assert.Empty(Quiet(told.State, 36).Entries);

        var other = Act(told.State, new Assign { Actor = "boss", Assignee = "otto", OverOthers = true }, 40).State;
        Assert.Empty(Quiet(other, 69).Entries);
        Assert.NotEmpty(Quiet(other, 70).Entries);
        var answered = Act(told.State, new Reply { Actor = "aino", Text = "Hei" }, 40).State;
        Assert.Empty(Quiet(answered, 400).Entries);

        static Decision Quiet(ConversationState state, int minute) => Act(DueDecider.Judge(state, Plan.At(minute)).State, new NoticeSilence { Actor = "alarm" }, minute);
    }

    private static Decision Act(ConversationState state, ConversationAct act, int minute) => ActDecider.Act(state, act, Plan.At(minute), default);

    private static TakeAbuseStep Step(AbuseLevel level) => new() { Actor = "boss", Level = level, Reason = "uhkaili", OverOthers = true };
}
