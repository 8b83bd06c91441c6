using FsCheck;
using FsCheck.Fluent;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;
using Xunit;

namespace SocialCrm.Commitments;

public class CommitmentDeciderTests
{
    private static readonly ConversationState Asked = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1)]]).State;

    [Fact]
    public void Make_promise_is_a_deadline_of_the_conversation()
    {
        var made = Act(Asked, Promise(60), 2);

        var commitment = Assert.Single(made.State.ToView().Commitments);
        Assert.Equal((1, "aino", Traffic.Start.AddMinutes(60), CommitmentState.Open), (commitment.Number, commitment.Owner, commitment.DueAt, commitment.State));
        Assert.Equal("soitan perjantaina", made.Entries[0].Personal.Note);
        Assert.Equal(Traffic.Start.AddMinutes(60), made.State.NextDueAt);
        Assert.Equal(("commitment", "pending"), (made.State.ToView().Deadlines[0].Kind, made.State.ToView().Deadlines[0].State));
    }

    [Fact]
    public void Make_what_cannot_be_promised_is_refused()
    {
        Assert.Equal(ActOutcome.DueHasPassed, Act(Asked, Promise(2), 2).Refusal);
        Assert.Equal(ActOutcome.NotAllowed, Act(Asked, Promise(60) with { Owner = "otto" }, 2).Refusal);
        Assert.Equal("otto", Assert.Single(Act(Asked, Promise(60) with { Owner = "otto", OverOthers = true }, 2).State.Dealt.Commitments).Owner);
        var full = Asked;
        for (var i = 0; i < CommitmentDecider.MaxOpen; i++) full = Act(full, Promise(60 + i), 2).State;
        Assert.Equal(ActOutcome.TooManyCommitments, Act(full, Promise(60), 2).Refusal);
    }

    [Fact]
    public void Judge_promise_is_late_once_first_to_its_owner_then_to_supervisors()
    {
        var state = Act(Asked, Promise(60), 2).State;
        Assert.Empty(DueDecider.Judge(state, At(59)).Entries);

        var late = DueDecider.Judge(state, At(60));
        Assert.Equal(["aino"], late.Entries.Single().Events.OfType<NoticeRaised>().Single().To);
        Assert.Equal(CommitmentState.Late, late.State.ToView().Commitments[0].State);
        Assert.Empty(DueDecider.Judge(late.State, At(61)).Entries);

        var told = DueDecider.Judge(late.State, At(120));
        var notice = told.Entries.Single().Events.OfType<NoticeRaised>().Single();
        Assert.Equal(["role:supervisor"], notice.To);
        Assert.Equal("commitment:late", notice.About);
        Assert.Null(told.State.NextDueAt);
        Assert.Empty(DueDecider.Judge(told.State, At(100_000)).Entries);
    }

    [Fact]
    public void Judge_found_days_late_both_are_told_once_in_their_order()
    {
        var state = Act(Asked, Promise(60), 2).State;
        var judged = DueDecider.Judge(state, At(5_000));
        Assert.Equal(["commitment:due", "commitment:late"], judged.Entries.SelectMany(e => e.Events).OfType<NoticeRaised>().Select(n => n.About));
        Assert.Equal((5_000 - 60) * 60_000L, judged.Entries[0].Events.OfType<CommitmentLate>().Single().LateMs);
        Assert.Equal(2, judged.Entries.Select(e => e.Source).Distinct().Count());
    }

    [Fact]
    public void Settle_ends_it_once_and_only_by_its_owner()
    {
        var state = Act(Asked, Promise(60), 2).State;
        Assert.Equal(ActOutcome.NotAllowed, Act(state, Settle(CommitmentState.Kept) with { Actor = "otto" }, 3).Refusal);
        Assert.Equal(ActOutcome.NoSuchCommitment, Act(state, Settle(CommitmentState.Kept) with { Number = 2 }, 3).Refusal);

        var kept = Act(state, Settle(CommitmentState.Kept), 3);
        Assert.Equal(new CommitmentSettled(1, CommitmentState.Kept, 0), kept.Entries[0].Events[0]);
        Assert.Empty(kept.State.ToView().Commitments);
        Assert.Null(kept.State.NextDueAt);
        Assert.Empty(Act(kept.State, Settle(CommitmentState.Broken), 4).Entries);

        var late = DueDecider.Judge(state, At(60)).State;
        Assert.Equal(10 * 60_000, Act(late, Settle(CommitmentState.Kept), 70).Entries[^1].Events.OfType<CommitmentSettled>().Single().LateMs);
        // The act judges what was due before it.
        Assert.Equal(2, Act(state, Settle(CommitmentState.Broken), 70).Entries.Count);
    }

    [Fact]
    public void Replay_of_the_rows_gives_the_same_state()
    {
        var (state, rows) = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1)]]);
        foreach (var (act, minute) in ((ConversationAct, int)[])[(Promise(60), 2), (Promise(30), 3), (Settle(CommitmentState.Kept), 4), (new Claim { Actor = "aino" }, 50)])
        {
            var decision = Act(state, act, minute);
            rows.AddRange(decision.Entries);
            state = decision.State;
        }

        Assert.Equal(Journal.EventJson.Write(state), Journal.EventJson.Write(ConversationFold.Replay(Traffic.New(), rows)));
        Assert.Equal(2, Assert.Single(state.Dealt.Commitments).Number);
    }

    /// <summary>However promises, settlements, looks at the clock and repetitions come: each promise is late once at most, told of once at most, and never after it was settled.</summary>
    [Fact]
    public void Judge_any_interleaving_tells_of_each_promise_once() => Prop.ForAll(
        Gen.Choose(0, 3).SelectMany(_ => Gen.Choose(0, 40), (kind, pause) => (kind, pause)).ArrayOf().ToArbitrary(), steps =>
        {
            var state = Asked;
            var minute = 2;
            List<DecidedEntry> rows = [];
            foreach (var (kind, pause) in steps)
            {
                minute += pause;
                var decision = kind switch
                {
                    0 => Act(state, Promise(minute + 30), minute),
                    1 => Act(state, Settle(CommitmentState.Kept) with { Number = Math.Max(1, state.Dealt.CommitmentsMade) }, minute),
                    _ => DueDecider.Judge(state, At(minute)),
                };
                rows.AddRange(decision.Entries);
                state = decision.State;
                if (kind > 1 && DueDecider.Judge(state, At(minute)).Entries.Count > 0) return false;
            }

            var events = rows.SelectMany(r => r.Events).ToList();
            var sources = rows.Where(r => r.Source is not null).Select(r => r.Source!.Value).ToList();
            return events.OfType<CommitmentMade>().All(made =>
                {
                    var mine = events.Where(e => NumberOf(e) == made.Number).ToList();
                    var settled = mine.FindIndex(e => e is CommitmentSettled);
                    return mine.Count(e => e is CommitmentLate) <= 1 && mine.Count(e => e is CommitmentToldOf) <= 1 && (settled < 0 || settled == mine.Count - 1);
                })
                && sources.Distinct().Count() == sources.Count
                && events.OfType<NoticeRaised>().Count() == events.Count(e => e is CommitmentLate or CommitmentToldOf);
        }).QuickCheckThrowOnFailure();

    private static int? NumberOf(ConversationEvent e) => e switch
    {
        CommitmentMade made => made.Number,
        CommitmentLate late => late.Number,
        CommitmentToldOf told => told.Number,
        CommitmentSettled settled => settled.Number,
        _ => null,
    };

    private static Decision Act(ConversationState state, ConversationAct act, int minute) => ActDecider.Act(state, act, At(minute), default);

    private static MakeCommitment Promise(int minute) => new() { Actor = "aino", Text = "soitan perjantaina", DueAt = Traffic.Start.AddMinutes(minute) };

    private static SettleCommitment Settle(CommitmentState outcome) => new() { Actor = "aino", Number = 1, Outcome = outcome };

    private static DecisionContext At(int minute) => new() { Now = Traffic.Start.AddMinutes(minute), Configurations = new FixedConfiguration(Configuration.Configuration.Empty) };
}
