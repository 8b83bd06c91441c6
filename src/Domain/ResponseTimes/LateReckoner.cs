using SocialCrm.Conversations;
using SocialCrm.Interactions;

namespace SocialCrm.ResponseTimes;

/// <summary>
/// What messages that came late do to the waits of their conversation: the waits are found anew from all messages, and events say in what they differ from
/// what was recorded. A wait whose beginning moved keeps its breach; one that turns out to have been answered in time loses it.
/// </summary>
public static class LateReckoner
{
    /// <summary>Whether a message that isn't the newest can change any wait; all others are recorded without reading anything.</summary>
    public static bool Matters(ConversationState state, Message message) => message.Key.Direction switch
    {
        Direction.Inbound => !(state.Messages.WaitingSince < message.Key.At),
        Direction.Outbound => message.IsAnswer,
        _ => false,
    };

    /// <param name="state">After the row's own events.</param>
    /// <param name="deliveries">The messages that are new.</param>
    /// <param name="chosen">The policies that rules chose for the waits that begin with them.</param>
    public static IReadOnlyList<ConversationEvent> Reckon(
        ConversationState state, ConversationHistory history, IReadOnlyList<Delivery> deliveries, DecisionContext context,
        IReadOnlyDictionary<MessageKey, string>? chosen = null)
    {
        var messages = history.Messages.Select(static m => m.Message).Concat(deliveries.Select(static d => ReceiveDecider.MessageOf(d.Interaction)))
            .OrderBy(static m => m.Key).ToArray();
        var periods = WaitingPeriods.Of(messages, history.ResolvedAt);
        var waits = history.Waits.ToList();
        var events = new List<ConversationEvent>();
        foreach (var period in periods)
        {
            var known = Take(waits, period);
            Period(state, period, known, history, deliveries, context, chosen, events);
        }

        // What is left was no wait at all.
        foreach (var wait in waits.Where(static w => !w.Dropped))
        {
            if (wait.Breached) events.Add(new BreachWithdrawn(wait.Kind, wait.Since));
            if (wait.Given is not null) events.Add(new ResponseWithdrawn(wait.Kind, wait.Since));
            if (wait.Clock is not null) events.Add(new ClockDropped(wait.Kind, wait.Since) { Never = true });
        }

        Resolution(state, messages, history.ResolvedAt, context, events);
        return events;
    }

    /// <summary>The recorded wait that this period is: the one with its beginning, else one whose beginning lies within it.</summary>
    private static RecordedWait? Take(List<RecordedWait> waits, WaitingPeriod period)
    {
        var index = waits.FindIndex(w => w.Since == period.First.At && !w.Dropped);
        if (index < 0) index = waits.FindIndex(w => !w.Dropped && w.Since > period.First.At && (period.Answer is not { } answer || w.Since <= answer.At));
        if (index < 0) return null;
        var wait = waits[index];
        waits.RemoveAt(index);
        return wait;
    }

    private static void Period(
        ConversationState state, WaitingPeriod period, RecordedWait? known, ConversationHistory history, IReadOnlyList<Delivery> deliveries,
        DecisionContext context, IReadOnlyDictionary<MessageKey, string>? chosen, List<ConversationEvent> events)
    {
        var isSame = known is not null && known.Since == period.First.At && known.Kind == period.Kind;
        if (isSame && known!.Given?.At == period.Answer?.At) return;
        var clock = known?.Clock is { } recorded ? recorded with { Breached = known.Breached } : null;
        if (!isSame)
        {
            if (known is { Given: not null }) events.Add(new ResponseWithdrawn(known.Kind, known.Since));
            clock = Begin(state, period, known, history, deliveries, context, chosen, events);
        }
        else if (known!.Given is not null)
        {
            events.Add(new ResponseWithdrawn(known.Kind, known.Since));
        }

        if (period.Answer is { } answer)
        {
            ResponseReckoner.Given(clock, period.Kind, period.First.At, answer.At, ByOf(answer, history, deliveries), context, events);
        }
        else if (clock is { Breached: true, DueAt: { } due } && due > context.Now)
        {
            events.Add(new BreachWithdrawn(clock.Kind, clock.Since));
        }
    }

    /// <summary>A clock for a wait that wasn't known as such: by the policy of its first message, where that is at hand, else by that of the wait it was part of.</summary>
    private static Clock? Begin(
        ConversationState state, WaitingPeriod period, RecordedWait? known, ConversationHistory history, IReadOnlyList<Delivery> deliveries,
        DecisionContext context, IReadOnlyDictionary<MessageKey, string>? chosen, List<ConversationEvent> events)
    {
        var replaces = known is { Clock: not null } && known.Kind == period.Kind ? known.Since : (DateTimeOffset?)null;
        if (known is { Clock: not null } && replaces is null)
        {
            if (known.Breached) events.Add(new BreachWithdrawn(known.Kind, known.Since));
            events.Add(new ClockDropped(known.Kind, known.Since) { Never = true });
        }

        var policy = PolicyFor(state, period.First, known, history, deliveries, context, chosen);
        if (policy?.TargetOf(period.Kind).At(state.Priority) is not { } target)
        {
            if (replaces is { } gone)
            {
                if (known!.Breached) events.Add(new BreachWithdrawn(known.Kind, gone));
                events.Add(new ClockDropped(known.Kind, gone) { Never = true });
            }

            return null;
        }

        var clock = Clock.Start(period.Kind, period.First.At, policy, target, context.Configuration) with { Breached = replaces is not null && known!.Breached };
        if (state.Phase == Phase.Snoozed && period.Answer is null) clock = clock.Pause(state.PhaseSince ?? context.Now, context.Configuration);
        events.Add(new ClockStarted(clock) { Replaces = replaces });
        return clock;
    }

    private static ResponsePolicy? PolicyFor(
        ConversationState state, MessageKey first, RecordedWait? known, ConversationHistory history, IReadOnlyList<Delivery> deliveries, DecisionContext context,
        IReadOnlyDictionary<MessageKey, string>? chosen)
    {
        var policies = context.Configuration.ResponseTimes;
        if (deliveries.FirstOrDefault(d => ReceiveDecider.MessageOf(d.Interaction).Key == first) is { } delivery)
            return policies.For(context.FactsOf(state, delivery.Interaction, first.At), chosen?.GetValueOrDefault(first));
        if (known?.Clock is { } clock && policies.ById(clock.Policy) is { } kept) return kept;
        var recorded = history.Messages.FirstOrDefault(m => m.Message.Key == first).Recorded;
        var message = new Interaction
        {
            Channel = state.Channel,
            Account = state.Account,
            Thread = state.Thread,
            ExternalId = first.ExternalId,
            Direction = Direction.Inbound,
            At = first.At,
            Public = recorded?.Public ?? state.Public,
            Language = recorded?.Language,
            Sentiment = recorded?.Sentiment,
        };
        return policies.For(context.FactsOf(state, message, first.At));
    }

    private static string? ByOf(MessageKey answer, ConversationHistory history, IReadOnlyList<Delivery> deliveries) =>
        deliveries.FirstOrDefault(d => ReceiveDecider.MessageOf(d.Interaction).Key == answer)?.Interaction.Author.Handle
        ?? history.Messages.FirstOrDefault(m => m.Message.Key == answer).Recorded?.By;

    /// <summary>The matter's own clock, from its beginning on: it runs while the company has the next word.</summary>
    private static void Resolution(
        ConversationState state, Message[] messages, IReadOnlyList<DateTimeOffset> resolvedAt, DecisionContext context, List<ConversationEvent> events)
    {
        if (state.Clocks.FirstOrDefault(static c => c.Kind == ClockKind.Resolution) is not { } clock) return;
        var configuration = context.Configurations.At(clock.Configuration);
        var begun = Array.FindIndex(messages, m => m.Key.Direction == Direction.Inbound && (resolvedAt.Count == 0 || m.Key.At > resolvedAt[^1]));
        var since = begun < 0 || messages[begun].Key.At > clock.Since ? clock.Since : messages[begun].Key.At;
        var anew = clock with { Since = since, AccruedMs = 0, RunningFrom = since };
        foreach (var message in messages.Where(m => m.Key.At >= since))
        {
            if (message.IsAnswer) anew = anew.Pause(message.Key.At, configuration);
            else if (message.Key.Direction == Direction.Inbound) anew = anew.Resume(message.Key.At, configuration);
        }

        if (state.Phase == Phase.Snoozed) anew = anew.Pause(state.PhaseSince ?? context.Now, configuration);
        anew = anew.Timed(configuration);
        if (anew != clock) events.Add(new ClockChanged(anew));
    }
}
