using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;
using SocialCrm.Rules;
using Xunit;

namespace SocialCrm.Approvals;

public class ApprovalDeciderTests
{
    private static readonly Configuration.Configuration Plan = new()
    {
        Rules = Reading.Sound<RuleSet>(DocumentKinds.Rules, "rules: [{ id: raha, when: received, if: { text: { words: korvau* } }, then: { approval: [role:supervisor, kaisa] } }]"),
    };

    private static readonly ConversationState Asked = Receive(Traffic.New(), Said(1));

    [Fact]
    public void Reply_waits_for_whoever_was_asked_and_goes_once_they_granted_it()
    {
        Assert.Equal((ApprovalState.Asked, "raha"), (Asked.ToView().Approval!.State, Asked.ToView().Approval!.Rule));
        var mine = Act(Asked, new Claim { Actor = "aino" }, 2).State;
        Assert.Equal(ActOutcome.ApprovalNeeded, Act(mine, Answer("aino"), 3).Refusal);
        Assert.Null(Act(mine, new Note { Actor = "aino", Text = "Ehdotan 50 euroa" }, 3).Refusal);
        Assert.Equal(ActOutcome.NotAllowed, Act(mine, Word("aino", granted: true), 3).Refusal);

        var declined = Act(mine, Word("kaisa", granted: false) with { Note = "enintään 30" }, 4);
        Assert.Equal("enintään 30", declined.Entries[^1].Personal.Note);
        Assert.Equal(("assignee", "approval-declined"), NoticeOf(declined));
        Assert.Equal(ActOutcome.ApprovalNeeded, Act(declined.State, Answer("aino"), 5).Refusal);

        var granted = Act(declined.State, Word("pomo", granted: true) with { OverOthers = true }, 6);
        Assert.Equal((ApprovalState.Granted, "pomo"), (granted.State.Dealt.Approval!.State, granted.State.Dealt.Approval.By));
        Assert.Empty(Act(granted.State, Word("pomo", granted: true) with { OverOthers = true }, 7).Entries);
        var answered = Act(granted.State, Answer("aino"), 8);
        Assert.Null(answered.Refusal);
        Assert.Null(answered.State.Dealings);
    }

    [Fact]
    public void Answer_of_whoever_may_grant_it_needs_nobody_and_ends_the_question()
    {
        foreach (var answer in (Reply[])[Answer("kaisa"), Answer("pomo") with { OverOthers = true }])
        {
            var answered = Act(Asked, answer, 2).State;
            Assert.Null(answered.Dealings);
            Assert.Equal(ActOutcome.NoApprovalAsked, Act(answered, Word("kaisa", granted: true), 3).Refusal);
        }
    }

    [Fact]
    public void Question_is_asked_once_until_it_is_granted_then_anew_and_ends_with_an_answer_from_elsewhere_or_the_resolution()
    {
        var again = Traffic.Receive(Asked, [[Said(2)]], Plan.At(2));
        Assert.Empty(again.Rows.SelectMany(static r => r.Events).OfType<ApprovalAsked>());
        var granted = Act(Asked, Word("kaisa", granted: true), 3).State;
        Assert.Equal(ApprovalState.Asked, Receive(granted, Said(4)).Dealt.Approval!.State);

        Assert.Null(Receive(Asked, Traffic.Answer(5)).Dealt.Approval);
        Assert.NotNull(Receive(Asked, Automatic(5)).Dealt.Approval);
        Assert.Null(Act(Asked, new Resolve { Actor = "aino" }, 5).State.Dealt.Approval);
    }

    private static ConversationState Receive(ConversationState state, Delivery delivery) => Traffic.Receive(state, [[delivery]], Plan.At(9)).State;

    private static Delivery Said(int minute) => Traffic.Inbound(minute) is var d ? d with { Interaction = d.Interaction with { Text = "Haluan korvauksen" } } : d;

    private static Delivery Automatic(int minute) => Traffic.Answer(minute) is var d ? d with { Interaction = d.Interaction with { Automatic = true } } : d;

    private static Reply Answer(string actor) => new() { Actor = actor, Text = "Saat 30 euroa" };

    private static DecideApproval Word(string actor, bool granted) => new() { Actor = actor, Granted = granted };

    private static (string To, string About) NoticeOf(Decision decision) =>
        decision.Entries.SelectMany(static e => e.Events).OfType<NoticeRaised>().Select(static n => (Assert.Single(n.To), n.About)).Last();

    private static Decision Act(ConversationState state, ConversationAct act, int minute) => ActDecider.Act(state, act, Plan.At(minute), default);
}
