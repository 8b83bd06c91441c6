using SocialCrm.Conversations;
using SocialCrm.Interactions;

namespace SocialCrm.ResponseTimes;

/// <summary>
/// Gives waits that run already the policies of the newest configuration. What was missed stays missed, what was warned of isn't warned of again, and a wait for
/// which there is no policy any more keeps what was promised. Done twice, the second time changes nothing.
/// </summary>
public static class ApplyDecider
{
    /// <param name="first">The message with which the customer began to wait, as far as it is known; null where nobody waits.</param>
    public static Decision Apply(ConversationState state, Interaction? first, DecisionContext context)
    {
        if (state.Held || state.IsSilenced || state.Phase == Phase.Resolved) return Decision.Nothing(state);
        // What was due before is judged by what was promised before: nothing of it is lost.
        var due = DueDecider.Judge(state, context);
        var events = Events(due.State, first, context);
        if (events.Count == 0) return Decision.Nothing(state);
        var after = ConversationFold.Apply(due.State, events, context.Now);
        return new Decision(null, [.. due.Entries, new DecidedEntry { Events = events, At = context.Now }], after with { Version = due.State.Version + 1 });
    }

    private static List<ConversationEvent> Events(ConversationState state, Interaction? first, DecisionContext context)
    {
        var events = new List<ConversationEvent>();
        if (first is null || context.Configuration.ResponseTimes.For(context.FactsOf(state, first, first.At)) is not { } policy) return events;
        var response = state.Clocks.FirstOrDefault(static c => c.Kind != ClockKind.Resolution);
        if (response is not null) Apply(response, policy, state, context, events);
        else if (state.Messages.WaitingSince is { } since) Begin(since, policy, state, context, events);
        if (state.Clocks.FirstOrDefault(static c => c.Kind == ClockKind.Resolution) is { } resolution) Apply(resolution, policy, state, context, events);
        return events;
    }

    /// <summary>Time that passed before the clock last stood still stays as it was counted; what runs since is counted by the new calendar.</summary>
    private static void Apply(Clock clock, ResponsePolicy policy, ConversationState state, DecisionContext context, List<ConversationEvent> events)
    {
        if (clock.Breached || policy.TargetOf(clock.Kind).At(state.Priority) is not { } target || IsSame(clock, context)) return;
        var configuration = context.Configuration;
        var applied = clock with { Policy = policy.Id, Configuration = configuration.Version, TargetMs = (long)target.TotalMilliseconds };
        applied = (applied with { Passed = PassedOf(clock, applied, context) }).Timed(configuration);
        events.Add(new ClockStarted(applied) { Replaces = clock.Since });
    }

    /// <summary>A wait that had no target.</summary>
    private static void Begin(DateTimeOffset since, ResponsePolicy policy, ConversationState state, DecisionContext context, List<ConversationEvent> events)
    {
        var kind = state.Messages.Responses == 0 ? ClockKind.FirstResponse : ClockKind.NextResponse;
        if (policy.TargetOf(kind).At(state.Priority) is not { } target) return;
        var clock = Clock.Start(kind, since, policy, target, context.Configuration);
        events.Add(new ClockStarted(state.Phase == Phase.Snoozed ? clock.Pause(state.PhaseSince ?? context.Now, context.Configuration) : clock));
    }

    /// <summary>Whether all that the clock goes by is what it was.</summary>
    private static bool IsSame(Clock clock, DecisionContext context)
    {
        var (before, now) = (context.Configurations.At(clock.Configuration), context.Configuration);
        return before.Version == now.Version
            || (ReferenceEquals(before.ResponseTimes, now.ResponseTimes) && ReferenceEquals(before.Calendars, now.Calendars) && ReferenceEquals(before.Escalation, now.Escalation));
    }

    /// <summary>Marks up to the percent that was judged last count as judged; the breach never does.</summary>
    private static int PassedOf(Clock clock, Clock applied, DecisionContext context)
    {
        if (clock.Passed == 0) return 0;
        var judged = Marks.Of(clock, context.Configurations.At(clock.Configuration))[clock.Passed - 1].Percent;
        return Marks.Of(applied, context.Configuration).TakeWhile(m => m.Percent < 100 && m.Percent <= judged).Count();
    }
}
