using SocialCrm.Conversations;
using SocialCrm.Interactions;

namespace SocialCrm.ResponseTimes;

/// <summary>
/// What a message that is newer than all others does to the clocks. Messages that come late are <see cref="LateReckoner"/>'s; both come to the same.
/// </summary>
public static class ResponseReckoner
{
    /// <param name="state">After the row's own events (a reopening, the rules' effects), with the messages before this one.</param>
    /// <param name="wasResolved">Whether the message reopened a resolved conversation: a wait begins then, whatever was left unanswered before.</param>
    /// <param name="chosen">The policy that a rule chose for the wait that begins, if one does; null: the first that fits.</param>
    public static IReadOnlyList<ConversationEvent> Reckon(
        ConversationState state, Delivery delivery, bool wasResolved, DecisionContext context, string? chosen = null)
    {
        var message = delivery.Interaction;
        var events = new List<ConversationEvent>(1);
        switch (message.Direction)
        {
            case Direction.Inbound:
                Asked(state, message, wasResolved, context, chosen, events);
                break;
            case Direction.Outbound when !message.Automatic:
                Answered(state, message.At, message.Author.Handle, context, events);
                break;
        }

        return events.Count == 0 ? [] : events;
    }

    private static void Asked(ConversationState state, Interaction message, bool wasResolved, DecisionContext context, string? chosen, List<ConversationEvent> events)
    {
        var begins = state.Messages.WaitingSince is null || wasResolved;
        foreach (var clock in state.Clocks)
        {
            if (clock.RunningFrom is null && state.Phase == Phase.Active)
                events.Add(new ClockChanged(clock.Resume(Max(message.At, clock.Since), context.Configurations.At(clock.Configuration))));
        }

        if (!begins) return;
        var configuration = context.Configuration;
        if (configuration.ResponseTimes.For(context.FactsOf(state, message, message.At), chosen) is not { } policy) return;
        var kind = state.Messages.Responses == 0 ? ClockKind.FirstResponse : ClockKind.NextResponse;
        if (policy.TargetOf(kind).At(state.Priority) is { } target) Start(Clock.Start(kind, message.At, policy, target, configuration));
        if (policy.Resolution.At(state.Priority) is { } resolution && !state.Clocks.Any(static c => c.Kind == ClockKind.Resolution))
            Start(Clock.Start(ClockKind.Resolution, message.At, policy, resolution, configuration));

        // A rule may have put the conversation aside.
        void Start(Clock clock) => events.Add(new ClockStarted(state.Phase == Phase.Snoozed ? clock.Pause(message.At, configuration) : clock));
    }

    /// <summary>A human answer, which ends a wait where there is one.</summary>
    /// <param name="state">With the messages before the answer.</param>
    internal static void Answered(ConversationState state, DateTimeOffset at, string? by, DecisionContext context, List<ConversationEvent> events)
    {
        if (state.Messages.WaitingSince is not { } since) return;
        var response = state.Clocks.FirstOrDefault(static c => c.Kind != ClockKind.Resolution);
        Given(response, response?.Kind ?? (state.Messages.Responses == 0 ? ClockKind.FirstResponse : ClockKind.NextResponse), response?.Since ?? since, at, by, context, events);
        // The customer has the next word: the matter's own clock stands still.
        if (state.Clocks.FirstOrDefault(static c => c.Kind == ClockKind.Resolution) is { RunningFrom: not null } resolution)
            events.Add(new ClockChanged(resolution.Pause(at, context.Configurations.At(resolution.Configuration))));
    }

    /// <summary>The end of a wait, judged by the answer's own time: a breach that nobody had judged yet is told first, one that was none is withdrawn.</summary>
    internal static void Given(
        Clock? clock, ClockKind kind, DateTimeOffset since, DateTimeOffset at, string? by, DecisionContext context, List<ConversationEvent> events)
    {
        if (clock is null)
        {
            events.Add(new ResponseGiven { Kind = kind, Since = since, At = at, By = by });
            return;
        }

        var configuration = context.Configurations.At(clock.Configuration);
        var elapsed = clock.ElapsedMs(at, configuration);
        if (elapsed > clock.TargetMs && !clock.Breached) events.Add(Breach(clock, at, configuration));
        if (elapsed <= clock.TargetMs && clock.Breached) events.Add(new BreachWithdrawn(clock.Kind, clock.Since));
        events.Add(new ResponseGiven
        {
            Kind = clock.Kind,
            Since = clock.Since,
            At = at,
            By = by,
            BusinessMs = elapsed,
            TargetMs = clock.TargetMs,
            LateMs = Math.Max(0, elapsed - clock.TargetMs),
        });
    }

    /// <param name="judgedAt">When it was found out.</param>
    internal static TargetBreached Breach(Clock clock, DateTimeOffset judgedAt, Configuration.Configuration configuration)
    {
        var due = clock.DueAt ?? clock.TimeOf(clock.TargetMs, configuration) ?? judgedAt;
        return new TargetBreached(clock.Kind, clock.Since, clock.Policy, clock.Configuration, due, Lateness.Ms(due, judgedAt));
    }

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
