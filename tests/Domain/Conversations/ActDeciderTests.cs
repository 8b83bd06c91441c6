using FsCheck;
using FsCheck.Fluent;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;
using Xunit;

namespace SocialCrm.Conversations;

public class ActDeciderTests
{
    private static readonly DateTimeOffset Now = Traffic.Start.AddHours(2);

    [Fact]
    public void Act_onNothing_notFound() => Assert.Equal(ActOutcome.NotFound, Act(Traffic.New(), new Resolve()).Refusal);

    [Fact]
    public void Act_withAnotherVersion_stale()
    {
        var decision = Act(Asked(), new Resolve { ExpectedVersion = 7 });

        Assert.Equal(ActOutcome.Stale, decision.Refusal);
        Assert.Empty(decision.Entries);
    }

    [Fact]
    public void Claim_ofAnothers_refusedUnlessOverOthers()
    {
        var claimed = Act(Asked(), new Claim { Actor = "aino" }).State;

        Assert.Equal("aino", claimed.Assignee);
        Assert.Equal(ActOutcome.TakenByAnother, Act(claimed, new Claim { Actor = "sami" }).Refusal);
        Assert.Equal("sami", Act(claimed, new Claim { Actor = "sami", OverOthers = true }).State.Assignee);
    }

    [Fact]
    public void Claim_again_changesNothing()
    {
        var claimed = Act(Asked(), new Claim { Actor = "aino" }).State;

        Assert.Empty(Act(claimed, new Claim { Actor = "aino" }).Entries);
    }

    [Fact]
    public void Assign_toOthers_needsASupervisor()
    {
        Assert.Equal(ActOutcome.NotAllowed, Act(Asked(), new Assign { Actor = "aino", Assignee = "sami" }).Refusal);
        var given = Act(Asked(), new Assign { Actor = "petra", Assignee = "sami", OverOthers = true });
        Assert.Equal("sami", given.State.Assignee);
        var notice = Assert.Single(given.Entries[0].Events.OfType<NoticeRaised>());
        Assert.Equal(("sami", "assigned:petra"), (Assert.Single(notice.To), notice.About));
        Assert.Empty(Act(Asked(), new Assign { Actor = "petra", Assignee = "petra", OverOthers = true }).Entries[0].Events.OfType<NoticeRaised>());
    }

    [Fact]
    public void HandOver_toAQueue_leavesNobodyAssignedAndKeepsTheNote()
    {
        var claimed = Act(Asked(), new Claim { Actor = "aino" }).State;
        var decision = Act(claimed, new HandOver { Actor = "aino", Queue = "groups", Note = "ryhmä 14 hlö" });

        Assert.Equal("groups", decision.State.Queue);
        Assert.Null(decision.State.Assignee);
        Assert.Equal("ryhmä 14 hlö", decision.Entries[0].Personal.Note);
    }

    [Fact]
    public void Resolved_customersMessage_reopens()
    {
        var resolved = Act(Asked(), new Resolve { Actor = "aino" }).State;
        var (state, rows) = Traffic.Receive(resolved, [[Traffic.Inbound(150)]]);

        Assert.Equal(Status.Open, state.Status);
        Assert.Contains(rows[0].Events, e => e is ConversationReopened);
    }

    [Fact]
    public void Resolved_oldPastTraffic_staysResolved()
    {
        var resolved = Act(Asked(), new Resolve { Actor = "aino" }).State;
        var decision = ReceiveDecider.Receive(resolved, [Traffic.Inbound(10, history: true)], Late(10), Traffic.At(Now));

        Assert.Equal(Status.Resolved, decision.State.Status);
    }

    [Fact]
    public void Resolved_lateUnansweredMessage_reopens()
    {
        var resolved = Act(Asked(), new Resolve { Actor = "aino" }).State;
        var decision = ReceiveDecider.Receive(resolved, [Traffic.Inbound(10)], Late(10), Traffic.At(Now));

        Assert.Equal(Status.Open, decision.State.Status);
    }

    [Fact]
    public void Reply_whenTheCustomersClockIsAhead_standsAfterTheMessage()
    {
        var ahead = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(160)]]).State;
        var decision = Act(ahead, new Reply { Actor = "aino", Text = "Hei!" });

        Assert.Null(decision.State.Messages.WaitingSince);
        Assert.Equal(1, decision.State.Messages.Responses);
    }

    [Fact]
    public void Snooze_endsByItsTimeOnce()
    {
        var snoozed = Act(Asked(), new Snooze { Actor = "aino", Until = Now.AddHours(1) }).State;
        Assert.Empty(DueDecider.Judge(snoozed, Traffic.At(Now.AddMinutes(59))).Entries);

        var woken = DueDecider.Judge(snoozed, Traffic.At(Now.AddHours(1)));
        Assert.Equal(Status.Open, woken.State.Status);
        Assert.NotNull(woken.Entries[0].Source);
        Assert.Empty(DueDecider.Judge(woken.State, Traffic.At(Now.AddHours(2))).Entries);
    }

    [Fact]
    public void Snooze_toThePastOrOfResolved_refused()
    {
        Assert.Equal(ActOutcome.TimeHasPassed, Act(Asked(), new Snooze { Until = Now }).Refusal);
        var resolved = Act(Asked(), new Resolve()).State;
        Assert.Equal(ActOutcome.Resolved, Act(resolved, new Snooze { Until = Now.AddHours(1) }).Refusal);
    }

    [Fact]
    public void Tags_addedAndRemoved_sortedDistinctBounded()
    {
        var tagged = Act(Asked(), new ChangeTags { Add = ["refund", "ash", "refund"], Remove = [] }).State;
        Assert.Equal(["ash", "refund"], tagged.Tags);
        Assert.Equal(["refund"], Act(tagged, new ChangeTags { Remove = ["ash"] }).State.Tags);
        Assert.Equal(ActOutcome.TooManyTags, Act(tagged, new ChangeTags { Add = [.. Enumerable.Range(0, 60).Select(i => $"t{i}")] }).Refusal);
    }

    [Fact]
    public void Resolved_impliesNoPendingDeadline() =>
        Prop.ForAll(Acts(), acts =>
        {
            var state = Asked();
            var rows = new List<DecidedEntry>();
            for (var i = 0; i < acts.Length; i++)
            {
                var decision = ActDecider.Act(state, acts[i], Traffic.At(Now.AddMinutes(i)), Guid.NewGuid());
                rows.AddRange(decision.Entries);
                state = decision.State;
                if (state.Status == Status.Resolved && state.NextDueAt is not null) return false;
            }

            var start = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1)]]);
            var replayed = ConversationFold.Replay(Traffic.New(), [.. start.Rows, .. rows]);
            return replayed with { Tags = [] } == state with { Tags = [] } && replayed.Tags.SequenceEqual(state.Tags, StringComparer.Ordinal);
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<ConversationAct[]> Acts() => Gen.Choose(0, 9).Select(ConversationAct (kind) => kind switch
    {
        0 => new Reply { Actor = "aino", Text = "Hei" },
        1 => new Note { Actor = "aino", Text = "muistiin" },
        2 => new Claim { Actor = "aino" },
        3 => new Assign { Actor = "petra", Assignee = null, OverOthers = true },
        4 => new HandOver { Actor = "aino", Queue = "groups", Note = "siirto" },
        5 => new Snooze { Actor = "aino", Until = Now.AddDays(1) },
        6 => new Resolve { Actor = "aino" },
        7 => new Reopen { Actor = "aino" },
        8 => new SetPriority { Actor = "aino", Priority = Priority.High },
        _ => new ChangeTags { Actor = "aino", Add = ["ash"] },
    }).ArrayOf().ToArbitrary();

    private static Decision Act(ConversationState state, ConversationAct act) => ActDecider.Act(state, act, Traffic.At(Now), Guid.NewGuid());

    private static ConversationState Asked() => Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1)]]).State;

    private static MessageFold Late(int minute) =>
        MessageFold.Of([ReceiveDecider.MessageOf(Traffic.Inbound(1).Interaction), ReceiveDecider.MessageOf(Traffic.Inbound(minute).Interaction)]);
}
