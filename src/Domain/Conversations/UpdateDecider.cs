using SocialCrm.Interactions;
using SocialCrm.Notices;

namespace SocialCrm.Conversations;

/// <summary>Decides what is recorded of a conversation's messages after they were said.</summary>
public static class UpdateDecider
{
    /// <summary>
    /// One entry an update; sources must be new and distinct. Each is recorded, also one that a later one outweighs already: what they come to is a function of all of them.
    /// No rule looks at it and no response time changes: it isn't a new message. Of an answer written here that didn't reach the customer, its author and the assignee are told.
    /// </summary>
    public static Decision Update(ConversationState state, IReadOnlyList<UpdateDelivery> deliveries)
    {
        if (!state.Exists || deliveries.Count == 0) return Decision.Nothing(state);
        var entries = new DecidedEntry[deliveries.Count];
        for (var i = 0; i < entries.Length; i++) entries[i] = Entry(deliveries[i]);
        return new Decision(null, entries, ConversationFold.Evolve(state, entries, state.Messages));
    }

    /// <summary>What the channel can't have meant; null where it can be recorded.</summary>
    public static UpdateFault? FaultOf(UpdateKind kind, Direction direction) => kind switch
    {
        UpdateKind.Edited or UpdateKind.Removed => direction == Direction.Internal ? UpdateFault.OfInternal : null,
        _ => direction == Direction.Outbound ? null : UpdateFault.NotOfAnswer,
    };

    /// <summary>
    /// Nothing happens to a message before it was said, whatever the clocks say: so a timeline has the row after the message, and whoever reads it from the newest on
    /// has heard of all updates before the message comes.
    /// </summary>
    private static DecidedEntry Entry(UpdateDelivery delivery)
    {
        var update = delivery.Update;
        return new DecidedEntry
        {
            Events = [new InteractionUpdated(delivery.Of, update.Kind), .. ToldOf(delivery)],
            At = update.At > delivery.SaidAt ? update.At : delivery.SaidAt,
            Source = delivery.Source,
            Updates = update.ExternalId,
            Personal = new Personal
            {
                Text = update.Kind == UpdateKind.Edited ? update.Text : null,
                Reason = update.Kind == UpdateKind.Failed ? update.Reason : null,
            },
        };
    }

    private static IEnumerable<NoticeRaised> ToldOf(UpdateDelivery delivery) =>
        delivery is { Update.Kind: UpdateKind.Failed, By: { } author } ? [new NoticeRaised(NoticeLevel.MustReact, [author, Recipients.Assignee], "failed")] : [];
}

public enum UpdateFault
{
    /// <summary>Receipts are of what the company sent.</summary>
    NotOfAnswer = 1,

    /// <summary>Notes are on no channel that could change them.</summary>
    OfInternal = 2,
}
