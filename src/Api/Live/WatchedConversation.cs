using System.Text.Json.Serialization.Metadata;
using SocialCrm.Conversations;
using SocialCrm.Identities;

namespace SocialCrm.Live;

/// <summary>A conversation's copy. A change carries the whole view, so the newest is all that is needed.</summary>
internal sealed class WatchedConversation(ConversationId id, WatchPartition partition, JsonTypeInfo<ConversationView> type)
    : WatchedState<ConversationView>(partition)
{
    public ConversationId Id { get; } = id;

    public void Receive(Change change) => Take(change.Conversation, change.ConversationFrom, change.Kind);

    public void Read(ConversationView view) => Take(view, from: -1, Snapshot<ConversationView>.Several);

    public override void Drop()
    {
        if (Partition.Conversations.GetValueOrDefault(Id) == this) Partition.Conversations.Remove(Id);
    }

    private void Take(ConversationView view, long from, string kind)
    {
        if (Current is { } current && view.Version <= current.Version) return;
        Current = new Snapshot<ConversationView>(view, view.Version, from, kind, type);
        TouchWatches();
    }
}
