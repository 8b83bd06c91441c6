using SocialCrm.Conversations;

namespace SocialCrm.Routing;

/// <summary>Decides, with the conversation as it is now, whether routing may still do what it meant to.</summary>
public static class RoutingActDecider
{
    public static Decision Decide(ConversationState state, RoutingAct act, DecisionContext context) => act switch
    {
        GiveTo give => Give(state, give, context),
        TakeFrom take => Take(state, take, context),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act.GetType().Name, "an act without a decision"),
    };

    /// <summary>Whether a conversation waits for an agent in its queue.</summary>
    public static bool Waits(ConversationState state) =>
        state is { Status: Status.Open, Assignee: null, Held: false, IsSilenced: false, Messages.WaitingSince: not null };

    private static Decision Give(ConversationState state, GiveTo act, DecisionContext context)
    {
        if (state.Assignee == act.Agent) return Decision.Nothing(state);
        if (state.Assignee is not null) return Decision.Refuse(state, ActOutcome.TakenByAnother);
        if (state.Queue != act.Queue || !Waits(state)) return Decision.Refuse(state, ActOutcome.Stale);
        return Happened(state, act, context,
            new AgentChosen(act.Agent, act.Queue, act.Configuration, act.Load, act.Capacity, act.Eligible), new ConversationAssigned(act.Agent));
    }

    private static Decision Take(ConversationState state, TakeFrom act, DecisionContext context)
    {
        if (state.Assignee != act.Agent || state.Status != Status.Open) return Decision.Nothing(state);
        return ReasonOf(state, act, context) is { } reason
            ? Happened(state, act, context, new AgentReleased(act.Agent, reason, context.Configuration.Version), new ConversationAssigned(null))
            : Decision.Nothing(state);
    }

    private static ReleaseReason? ReasonOf(ConversationState state, TakeFrom act, DecisionContext context)
    {
        var plan = context.Configuration.Routing;
        if (plan.Agent(act.Agent) is not { } agent) return null;
        if (plan.Release.OffShift && Shifts.HasEnded(agent, context.Configuration.Calendars, state.AssigneeSince, context.Now)) return ReleaseReason.OffShift;
        if (act.AwaySince is not { } away || plan.Release.AwayAfter is not { } limit) return null;
        var since = state.AssigneeSince > away ? state.AssigneeSince.Value : away;
        return since + limit <= context.Now ? ReleaseReason.Away : null;
    }

    private static Decision Happened(ConversationState state, RoutingAct act, DecisionContext context, params IReadOnlyList<ConversationEvent> events)
    {
        var entry = new DecidedEntry { Events = events, At = context.Now, Actor = act.Actor };
        return new Decision(null, [entry], ConversationFold.Evolve(state, [entry], state.Messages));
    }
}
