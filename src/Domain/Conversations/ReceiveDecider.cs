using SocialCrm.Abuse;
using SocialCrm.Customers;
using SocialCrm.Interactions;
using SocialCrm.ResponseTimes;
using SocialCrm.Rules;

namespace SocialCrm.Conversations;

/// <summary>Decides what deliveries do to a conversation.</summary>
public static class ReceiveDecider
{
    /// <summary>One entry a delivery. Sources must be new and distinct.</summary>
    /// <param name="messages">The conversation's messages after the deliveries.</param>
    /// <param name="late">The conversation's rows, where <see cref="NeedsHistory"/> says so; else null.</param>
    public static Decision Receive(
        ConversationState state, IReadOnlyList<Delivery> deliveries, MessageFold messages, DecisionContext context, ConversationHistory? late = null)
    {
        var entries = new DecidedEntry[deliveries.Count];
        var inOrder = IsInOrder(state, deliveries);
        if (!state.Exists) late = ConversationHistory.None;
        var known = KnownCustomer.Of(context.Stage, context.CustomerTags);
        Dictionary<MessageKey, string>? chosen = null;
        var current = state;
        for (var i = 0; i < entries.Length; i++)
        {
            var delivery = deliveries[i];
            var events = new List<ConversationEvent>(4);
            if (i == 0 && !state.Exists) events.Add(new ConversationOpened(state.Channel, state.Account, state.Thread, state.Ordinal));
            events.Add(Recorded(delivery) with { Configuration = context.Configuration.Version, Known = known, Counted = inOrder || i == 0 ? null : state.Version });
            if (AbuseDecider.IsNews(current, context.Standing, context.Now)) events.Add(new StandingApplied(context.Standing!));
            var wasResolved = false;
            if (current.Phase != Phase.Active && Reopens(current, delivery, messages))
            {
                wasResolved = current.Phase == Phase.Resolved;
                events.Add(new ConversationReopened());
            }

            current = ConversationFold.Apply(current, events, delivery.Interaction.At);
            var run = current.IsSilenced ? null : RuleRun.Of(context, events, delivery);
            if (run is not null) Then(run.Follow(current, TriggerNames.Of(events)));
            if (run?.Policy is { } policy) (chosen ??= [])[MessageOf(delivery.Interaction).Key] = policy;
            var own = events.Count;
            if (current.IsSilenced) late = null;
            if (inOrder && !current.IsSilenced) Then(ResponseReckoner.Reckon(current, delivery, wasResolved, context, run?.Policy));
            else if (i == entries.Length - 1 && late is not null) Then(LateReckoner.Reckon(current, late, deliveries, context, chosen));

            if (events.Count > own && context.Configuration.Rules.Listens != Triggers.None && TriggerNames.Of(events[own..]) is var told and not Triggers.None)
                Then((run ?? new RuleRun(context, delivery.Interaction, delivery.Interaction.At, delivery.History)).Follow(current, told));

            if (inOrder && i < entries.Length - 1) current = current with { Messages = current.Messages.Add(MessageOf(delivery.Interaction)) };
            entries[i] = Entry(delivery, events);

            void Then(IReadOnlyList<ConversationEvent> more)
            {
                if (more.Count == 0) return;
                events.AddRange(more);
                current = ConversationFold.Apply(current, more, delivery.Interaction.At);
            }
        }

        return new Decision(null, entries, current with { Version = state.Version + entries.Length, Messages = messages });
    }

    /// <summary>Whether a message came so late that the conversation's waits can only be found anew from all its rows.</summary>
    public static bool NeedsHistory(ConversationState state, IReadOnlyList<Delivery> deliveries)
    {
        if (!state.Exists || IsInOrder(state, deliveries)) return false;
        for (var i = 0; i < deliveries.Count; i++) if (LateReckoner.Matters(state, MessageOf(deliveries[i].Interaction))) return true;
        return false;
    }

    /// <summary>Whether each message is newer than all before it.</summary>
    private static bool IsInOrder(ConversationState state, IReadOnlyList<Delivery> deliveries)
    {
        var newest = state.Messages.Newest;
        for (var i = 0; i < deliveries.Count; i++)
        {
            var key = MessageOf(deliveries[i].Interaction).Key;
            if (newest is { } before && key <= before) return false;
            newest = key;
        }

        return true;
    }

    /// <summary>
    /// A customer's message written after the act ends a snooze or a resolution. One written before it but heard of only now does so too while it is
    /// unanswered, for the agent can't have known it; past traffic doesn't.
    /// </summary>
    private static bool Reopens(ConversationState state, Delivery delivery, MessageFold messages) =>
        delivery.Interaction.Direction == Direction.Inbound
        && (delivery.Interaction.At > state.PhaseSince || (!delivery.History && messages.WaitingSince is not null));

    public static Message MessageOf(Interaction interaction) =>
        new(new MessageKey(interaction.At, interaction.Direction, interaction.ExternalId), interaction.Automatic);

    private static InteractionRecorded Recorded(Delivery delivery) => new()
    {
        Direction = delivery.Interaction.Direction,
        Public = delivery.Interaction.Public,
        Automatic = delivery.Interaction.Automatic,
        InReplyTo = delivery.Interaction.InReplyTo,
        Language = delivery.Interaction.Language,
        Sentiment = delivery.Interaction.Sentiment,
        By = delivery.Interaction.Direction == Direction.Inbound ? null : delivery.Interaction.Author.Handle,
        History = delivery.History,
        LinkOf = delivery.LinkOf?.Value,
    };

    private static DecidedEntry Entry(Delivery delivery, List<ConversationEvent> events)
    {
        for (var i = 0; i < delivery.Links.Count; i++)
            events.Add(new IdentityLinked(delivery.Links[i].Identity.Channel, delivery.Links[i].Identity.Evidence.Kind, i));
        for (var i = 0; i < delivery.Contradictions.Count; i++)
            events.Add(new IdentityContradicted(delivery.Contradictions[i].Key.Channel, delivery.Contradictions[i].Evidence.Kind, delivery.Contradictions[i].PointsTo, i));

        return new DecidedEntry
        {
            Events = events,
            At = delivery.Interaction.At,
            Source = delivery.Source,
            Message = MessageOf(delivery.Interaction),
            Personal = PersonalOf(delivery),
        };
    }

    private static Personal PersonalOf(Delivery delivery) => Personal.Of(delivery.Interaction) with
    {
        Links = delivery.Links.Count == 0 ? null : delivery.Links,
        Contradictions = delivery.Contradictions.Count == 0 ? null : delivery.Contradictions,
    };
}
