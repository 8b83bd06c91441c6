using SocialCrm.Conversations;
using SocialCrm.Escalation;

namespace SocialCrm.ResponseTimes;

/// <summary>What events do to the running clocks of a conversation: after a commit, at most one of a response and one of the resolution.</summary>
public static class ClockFold
{
    public static ConversationState Evolve(ConversationState state, ConversationEvent e) => e switch
    {
        ClockStarted started => With(state, started.Clock, started.Replaces ?? started.Clock.Since),
        ClockChanged changed => With(state, changed.Clock, changed.Clock.Since),
        ClockDropped dropped => Without(state, dropped.Kind, dropped.Since),
        ResponseGiven given => Without(state, given.Kind, given.Since),
        MarkPassed passed => Changing(state, passed.Kind, passed.Since, clock => clock with { Passed = passed.Passed, NextAt = passed.NextAt }),
        TargetBreached breached => Changing(state, breached.Kind, breached.Since, static clock => clock with { Breached = true }) with { Breaches = state.Breaches + 1 },
        BreachWithdrawn withdrawn => Changing(state, withdrawn.Kind, withdrawn.Since, static clock => clock with { Breached = false }) with { Breaches = state.Breaches - 1 },
        StepTaken step => state with { EscalationLevel = Math.Max(state.EscalationLevel, step.Step + 1) },
        HistoryEnded => state with { Held = false },
        _ => state,
    };

    private static ConversationState With(ConversationState state, Clock clock, DateTimeOffset replaces) =>
        state with { Clocks = [.. state.Clocks.Where(c => clock.Kind == ClockKind.Resolution ? c.Kind != ClockKind.Resolution : c.Kind != clock.Kind || c.Since != replaces), clock] };

    private static ConversationState Without(ConversationState state, ClockKind kind, DateTimeOffset since)
    {
        if (!state.Clocks.Any(c => c.Kind == kind && c.Since == since)) return state;
        return state with { Clocks = [.. state.Clocks.Where(c => c.Kind != kind || c.Since != since)], EscalationLevel = 0 };
    }

    private static ConversationState Changing(ConversationState state, ClockKind kind, DateTimeOffset since, Func<Clock, Clock> change) =>
        state.Clocks.Any(c => c.Kind == kind && c.Since == since)
            ? state with { Clocks = [.. state.Clocks.Select(c => c.Kind == kind && c.Since == since ? change(c) : c)] }
            : state;
}
