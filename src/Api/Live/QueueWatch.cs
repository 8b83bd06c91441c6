using Microsoft.AspNetCore.SignalR;
using SocialCrm.Api.Json;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Live;

/// <summary>A connection's watch of a queue: of every conversation only the newest waits; too many conversations end it with a resync.</summary>
/// <param name="previewAsync">What is said last in a conversation, for rows that people read; null sends none.</param>
internal sealed class QueueWatch(
    LiveConnection connection, string queue, int maxWaiting, WatchedQueues queues, Func<ConversationId, CancellationToken, Task<ConversationPreview?>>? previewAsync = null)
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
        var waiting = TakeWaiting();
        var previews = previewAsync is null || waiting.Count == 0 ? null : await PreviewsAsync(previewAsync, waiting.Keys);
        foreach (var (conversation, message) in waiting)
        {
            if (IsOver) return;
            LiveMetrics.Sent.Add(1);
            await _connection.SendAsync(client, "queueChanged", previews is null ? message : message with { Preview = previews.GetValueOrDefault(conversation) });
        }
    }

    /// <summary>Null where the store is away: who needs them can ask for them.</summary>
    private static async Task<Dictionary<ConversationId, RawJson>?> PreviewsAsync(
        Func<ConversationId, CancellationToken, Task<ConversationPreview?>> previewAsync, IEnumerable<ConversationId> conversations)
    {
        try
        {
            var previews = await Task.WhenAll(conversations.Select(c => previewAsync(c, CancellationToken.None)));
            return previews.OfType<ConversationPreview>().ToDictionary(static p => p.Id, static p => RawJson.Of(p, ApiJson.Default.ConversationPreview));
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    protected override void Forget()
    {
        lock (_gate) _waiting = [];
    }

    private Dictionary<ConversationId, QueueMessage> TakeWaiting()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            return taken;
        }
    }
}
