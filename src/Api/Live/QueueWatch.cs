using Microsoft.AspNetCore.SignalR;
using SocialCrm.Identities;

namespace SocialCrm.Live;

/// <summary>A connection's watch of a queue: of every conversation only the newest waits; too many conversations end it with a resync.</summary>
internal sealed class QueueWatch(LiveConnection connection, string queue, int maxWaiting, WatchedQueues queues)
    : Watch(connection, WatchScope.Queue, queue)
{
    private readonly LiveConnection _connection = connection;
    private readonly Lock _gate = new();
    private Dictionary<ConversationId, QueueMessage> _waiting = [];

    /// <summary>A conversation that stands in the queue, or left it, has changed.</summary>
    public void Changed(ConversationId conversation, long version, RawJson summary)
    {
        lock (_gate)
        {
            if (IsOver) return;
            if (_waiting.TryGetValue(conversation, out var older))
            {
                if (older.Version >= version) return;
                LiveMetrics.Coalesced.Add(1);
            }

            if (older is null && _waiting.Count >= maxWaiting) Lose();
            else _waiting[conversation] = new QueueMessage(Id, version, summary);
        }

        Touch();
    }

    public override void Detach() => queues.Remove(this);

    protected override async ValueTask SendNewestAsync(IClientProxy client)
    {
        foreach (var message in TakeWaiting())
        {
            if (IsOver) return;
            LiveMetrics.Sent.Add(1);
            await _connection.SendAsync(client, "queueChanged", message);
        }
    }

    protected override void Forget()
    {
        lock (_gate) _waiting = [];
    }

    private Dictionary<ConversationId, QueueMessage>.ValueCollection TakeWaiting()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            return taken.Values;
        }
    }
}
