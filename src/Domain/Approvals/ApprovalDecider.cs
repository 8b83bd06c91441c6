using SocialCrm.Conversations;
using SocialCrm.Interactions;
using SocialCrm.Notices;

namespace SocialCrm.Approvals;

/// <summary>Who may answer where a rule wants it approved, and what becomes of the question.</summary>
public static class ApprovalDecider
{
    public static Decision Decide(ConversationState state, DecideApproval act, DecisionContext context)
    {
        if (state.Dealt.Approval is not { } approval) return Decision.Refuse(state, ActOutcome.NoApprovalAsked);
        if (!MayDecide(approval, state, act, context)) return Decision.Refuse(state, ActOutcome.NotAllowed);
        if (approval.State == (act.Granted ? ApprovalState.Granted : ApprovalState.Declined)) return Decision.Nothing(state);
        var decision = ActDecider.Happened(state, act, context.Now, new ApprovalDecided(act.Granted, act.Actor), act.Note);
        if (state.Assignee is null || state.Assignee == act.Actor) return decision;
        var told = new NoticeRaised(NoticeLevel.MustReact, [Recipients.Assignee], act.Granted ? "approval-granted" : "approval-declined");
        return decision with { Entries = [decision.Entries[0] with { Events = [.. decision.Entries[0].Events, told] }] };
    }

    /// <summary>Whether an answer of the actor has to wait for somebody else's word.</summary>
    public static bool Holds(ConversationState state, ConversationAct act, DecisionContext context) =>
        state.Dealt.Approval is { State: not ApprovalState.Granted } approval && !MayDecide(approval, state, act, context);

    /// <summary>Nothing is to be approved any more once it is answered or settled.</summary>
    public static bool Ends(ConversationEvent e) => e is ConversationResolved or InteractionRecorded { Direction: Direction.Outbound, Automatic: false, History: false };

    public static Dealings Evolve(Dealings dealings, ConversationEvent e, DateTimeOffset at) => e switch
    {
        ApprovalAsked asked => dealings with { Approval = new Approval { Rule = asked.Rule, From = asked.From, AskedAt = at } },
        ApprovalDecided decided when dealings.Approval is { } approval => dealings with
        {
            Approval = approval with { State = decided.Granted ? ApprovalState.Granted : ApprovalState.Declined, By = decided.By },
        },
        _ => dealings,
    };

    private static bool MayDecide(Approval approval, ConversationState state, ConversationAct act, DecisionContext context) => act.OverOthers
        || Recipients.Of(NoticeLevel.ShouldKnow, approval.From, state, context.Now, context.Configuration, [new KnownPerson(act.Actor, "agent")]).Any(r => r.Name == act.Actor);
}
