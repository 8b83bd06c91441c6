using SocialCrm.Conversations;
using SocialCrm.Rules;

namespace SocialCrm.ResponseTimes;

/// <summary>What an act of the company does to the clocks: an answer ends a wait, a snooze halts it, a resolution ends the matter.</summary>
public static class ActClocks
{
    /// <param name="due">What was due before the act.</param>
    /// <param name="decision">The act's own entry, decided on the state after <paramref name="due"/>.</param>
    public static Decision Follow(Decision due, Decision decision, ConversationAct act, DecisionContext context)
    {
        var entry = decision.Entries[0];
        var events = Events(due.State, decision.State, act, entry, context);
        var state = ConversationFold.Apply(decision.State, events, entry.At);
        var ruled = RuleRun.After([.. entry.Events, .. events], due.State, state, entry, isPast: false, context);
        if (due.Entries.Count == 0 && events.Count == 0 && ruled.Count == 0) return decision;
        events.AddRange(ruled);
        state = ConversationFold.Apply(state, ruled, entry.At);
        return new Decision(null, [.. due.Entries, entry with { Events = [.. entry.Events, .. events] }], state);
    }

    private static List<ConversationEvent> Events(ConversationState before, ConversationState after, ConversationAct act, DecidedEntry entry, DecisionContext context)
    {
        var events = new List<ConversationEvent>();
        switch (act)
        {
            case Reply:
                ResponseReckoner.Answered(before, entry.At, act.Actor, context, events);
                break;
            case Snooze:
                foreach (var clock in before.Clocks)
                {
                    var halted = clock.Pause(entry.At, context.Configurations.At(clock.Configuration));
                    if (halted != clock) events.Add(new ClockChanged(halted));
                }

                break;
            case Resolve:
                foreach (var clock in before.Clocks)
                {
                    if (clock.Kind == ClockKind.Resolution) ResponseReckoner.Given(clock, clock.Kind, clock.Since, entry.At, act.Actor, context, events);
                    else events.Add(new ClockDropped(clock.Kind, clock.Since));
                }

                break;
            case Reopen:
                Reopened(before, after, entry.At, context, events);
                break;
            case SetPriority:
                foreach (var clock in before.Clocks) events.AddRange(Retargeted(clock, after, entry.At, context));
                break;
        }

        return events;
    }

    /// <summary>Clocks go on where a snooze ended; the matter's own begins anew where it was resolved.</summary>
    private static void Reopened(ConversationState before, ConversationState after, DateTimeOffset at, DecisionContext context, List<ConversationEvent> events)
    {
        events.AddRange(Resumed(before, at, context));
        if (after.IsSilenced || before.Phase != Phase.Resolved || before.Clocks.Any(static c => c.Kind == ClockKind.Resolution)) return;
        if (context.Configuration.ResponseTimes.For(context.FactsOf(after, null, at)) is { } policy && policy.Resolution.At(after.Priority) is { } target)
            events.Add(new ClockStarted(Clock.Start(ClockKind.Resolution, at, policy, target, context.Configuration)));
    }

    /// <summary>The clocks of a conversation that isn't snoozed any more; a resolution's stays halted while the customer has the next word.</summary>
    internal static IEnumerable<ConversationEvent> Resumed(ConversationState state, DateTimeOffset at, DecisionContext context)
    {
        foreach (var clock in state.Clocks)
        {
            if (clock.RunningFrom is not null || (clock.Kind == ClockKind.Resolution && state.Messages.WaitingSince is null && state.Messages.LastAnswerAt is not null)) continue;
            yield return new ClockChanged(clock.Resume(at, context.Configurations.At(clock.Configuration)));
        }
    }

    /// <summary>The clock under the priority that the conversation has now; nothing where its policy has no other target for it.</summary>
    internal static IEnumerable<ConversationEvent> Retargeted(Clock clock, ConversationState state, DateTimeOffset at, DecisionContext context)
    {
        var configuration = context.Configurations.At(clock.Configuration);
        if (configuration.ResponseTimes.ById(clock.Policy)?.TargetOf(clock.Kind).At(state.Priority) is not { } target) yield break;
        var retargeted = clock.Retarget(target, at, configuration);
        if (retargeted != clock) yield return new ClockChanged(retargeted);
    }
}
