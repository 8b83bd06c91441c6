using SocialCrm.Conversations;

namespace SocialCrm.Journal.Writing;

/// <summary>What a head row's columns say of its state.</summary>
internal static class Heads
{
    /// <summary>Nobody waits in a resolved conversation, even where it was resolved without an answer, nor where the customer is muted or blocked.</summary>
    public static long? WaitingSince(ConversationState state) => state.Status == Status.Resolved || state.IsSilenced ? null : Millis.Of(state.Messages.WaitingSince);

    /// <summary>0 for a conversation without messages.</summary>
    public static long LastAt(ConversationState state) => state.Messages.Newest is { } newest ? Millis.Of(newest.At) : 0;

    /// <summary>1 where clocks wait for the end of an import of past traffic.</summary>
    public static long Held(ConversationState state) => state.Held && state.NextMarkAt is not null ? 1 : 0;

    /// <summary>1 where a target was missed that is still to be met.</summary>
    public static long Breached(ConversationState state) => state.Clocks.Any(static c => c.Breached) ? 1 : 0;

    /// <summary>1 where lists hide it, because its customer is muted or blocked.</summary>
    public static long Silenced(ConversationState state) => state.IsSilenced ? 1 : 0;

    public static long OpenedAt(ConversationState state) => Millis.Of(state.Messages.OpenedAt) ?? 0;
}
