using SocialCrm.Interactions;

namespace SocialCrm.Conversations;

/// <summary>Decides what deliveries do to a conversation.</summary>
public static class ReceiveDecider
{
    /// <summary>One entry a delivery. Sources must be new and distinct.</summary>
    /// <param name="messages">The conversation's messages after the deliveries.</param>
    public static Decision Receive(ConversationState state, IReadOnlyList<Delivery> deliveries, MessageFold messages)
    {
        var entries = new DecidedEntry[deliveries.Count];
        var phase = state.Phase;
        for (var i = 0; i < entries.Length; i++)
        {
            var events = new List<ConversationEvent>(2);
            if (i == 0 && !state.Exists) events.Add(new ConversationOpened(state.Channel, state.Account, state.Thread, state.Ordinal));
            events.Add(Recorded(deliveries[i]));
            if (phase != Phase.Active && Reopens(state, deliveries[i], messages))
            {
                events.Add(new ConversationReopened());
                phase = Phase.Active;
            }

            entries[i] = Entry(deliveries[i], events);
        }

        return new Decision(null, entries, ConversationFold.Evolve(state, entries, messages));
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
