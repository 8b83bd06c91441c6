using SocialCrm.Api.Json;
using SocialCrm.Conversations;

namespace SocialCrm.Live;

/// <summary>Who watches which queue on this host.</summary>
internal sealed class WatchedQueues
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<QueueWatch>> _watches = new(StringComparer.Ordinal);
    private volatile bool _isUsed;

    public bool IsUsed => _isUsed;

    public void Add(QueueWatch watch)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue(watch.Id, out var watches)) _watches[watch.Id] = watches = [];
            watches.Add(watch);
            _isUsed = true;
        }
    }

    public void Remove(QueueWatch watch)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue(watch.Id, out var watches) || !watches.Remove(watch)) return;
            if (watches.Count == 0) _watches.Remove(watch.Id);
            _isUsed = _watches.Count > 0;
        }
    }

    /// <summary>Tells those who watch the queue that the conversation is in, or the one that it left.</summary>
    public void Dispatch(Change change)
    {
        lock (_gate)
        {
            RawJson? summary = null;
            Tell(change.Conversation.Queue, change, ref summary);
            if (change.LeftQueue is { } left && left != change.Conversation.Queue) Tell(left, change, ref summary);
        }
    }

    public void Lose()
    {
        lock (_gate)
        {
            foreach (var watch in _watches.Values.SelectMany(static w => w)) watch.Lose();
            _watches.Clear();
            _isUsed = false;
        }
    }

    private void Tell(string queue, Change change, ref RawJson? summary)
    {
        if (!_watches.TryGetValue(queue, out var watches)) return;
        // Written once for all watchers, and only when there are any.
        summary ??= RawJson.Of(ConversationSummary.Of(change.Conversation), ApiJson.Default.ConversationSummary);
        foreach (var watch in watches) watch.Changed(change.Conversation.Id, change.Conversation.Version, summary);
    }
}
