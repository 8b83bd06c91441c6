using SocialCrm.Conversations;

namespace SocialCrm.Journal.Writing;

/// <summary>What a head row's columns say of its state.</summary>
internal static class Heads
{
    /// <summary>Nobody waits in a resolved conversation, even where it was resolved without an answer.</summary>
    public static long? WaitingSince(ConversationState state) => state.Status == Status.Resolved ? null : Millis.Of(state.Messages.WaitingSince);

    /// <summary>0 for a conversation without messages.</summary>
    public static long LastAt(ConversationState state) => state.Messages.Newest is { } newest ? Millis.Of(newest.At) : 0;

    public static long OpenedAt(ConversationState state) => Millis.Of(state.Messages.OpenedAt) ?? 0;
}
