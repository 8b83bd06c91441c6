using SocialCrm.Conversations;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Commitments;

/// <summary>Decides what becomes of promises: made and settled by people, late by their time.</summary>
public static class CommitmentDecider
{
    /// <summary>Most promises of one conversation that are still to be kept.</summary>
    public const int MaxOpen = 20;

    public static Decision Make(ConversationState state, MakeCommitment act, DateTimeOffset now)
    {
        var owner = act.Owner ?? act.Actor;
        if (owner != act.Actor && !act.OverOthers) return Decision.Refuse(state, ActOutcome.NotAllowed);
        if (act.DueAt <= now) return Decision.Refuse(state, ActOutcome.DueHasPassed);
        if (state.Dealt.Commitments.Count >= MaxOpen) return Decision.Refuse(state, ActOutcome.TooManyCommitments);
        return ActDecider.Happened(state, act, now, new CommitmentMade(state.Dealt.CommitmentsMade + 1, owner, act.DueAt, act.Actor), act.Text);
    }

    public static Decision Settle(ConversationState state, SettleCommitment act, DateTimeOffset now)
    {
        if (state.Dealt.Commitments.FirstOrDefault(c => c.Number == act.Number) is not { } commitment)
            return act.Number >= 1 && act.Number <= state.Dealt.CommitmentsMade ? Decision.Nothing(state) : Decision.Refuse(state, ActOutcome.NoSuchCommitment);
        if (commitment.Owner != act.Actor && !act.OverOthers) return Decision.Refuse(state, ActOutcome.NotAllowed);
        var late = act.Outcome == CommitmentState.Kept && now > commitment.DueAt ? (long)(now - commitment.DueAt).TotalMilliseconds : 0;
        return ActDecider.Happened(state, act, now, new CommitmentSettled(act.Number, act.Outcome, late), act.Reason);
    }

    /// <summary>A promise whose moment this is: late, and its owner told; then still late, and others told.</summary>
    public static DecidedEntry Due(ConversationState state, Commitment commitment, DecisionContext context)
    {
        var plan = context.Configuration.Notices.Promises;
        var isFirst = commitment.LateAt is null;
        return new DecidedEntry
        {
            Events = isFirst
                ? [
                    new CommitmentLate(commitment.Number, commitment.DueAt, Lateness.Ms(commitment.DueAt, context.Now), commitment.DueAt + plan.LateAfter),
                    new NoticeRaised(NoticeLevel.MustReact, [commitment.Owner], "commitment:due"),
                ]
                : [new CommitmentToldOf(commitment.Number), new NoticeRaised(NoticeLevel.MustReact, plan.LateTo, "commitment:late")],
            At = context.Now,
            Source = Sources.OfDeadline(state.Id, isFirst ? "commitment" : "commitment-told", commitment.Number),
        };
    }

    public static Dealings Evolve(Dealings dealings, ConversationEvent e, DateTimeOffset at) => e switch
    {
        CommitmentMade made => dealings with
        {
            CommitmentsMade = made.Number,
            Commitments = [.. dealings.Commitments, new Commitment { Number = made.Number, Owner = made.Owner, DueAt = made.DueAt, MadeBy = made.MadeBy, MadeAt = at }],
        },
        CommitmentLate late => Changing(dealings, late.Number, c => c with { LateAt = at, TellAt = late.TellAt }),
        CommitmentToldOf told => Changing(dealings, told.Number, static c => c with { TellAt = null }),
        CommitmentSettled settled => dealings with { Commitments = [.. dealings.Commitments.Where(c => c.Number != settled.Number)] },
        _ => dealings,
    };

    private static Dealings Changing(Dealings dealings, int number, Func<Commitment, Commitment> change) =>
        dealings with { Commitments = [.. dealings.Commitments.Select(c => c.Number == number ? change(c) : c)] };
}
