using Microsoft.AspNetCore.SignalR;
using SocialCrm.Audiences;

namespace SocialCrm.Live;

/// <summary>A connection whose list shows conversations: of each only the newest audience waits to be sent.</summary>
internal sealed class GlanceWatch(LiveConnection connection, Viewings viewings) : Watch(connection, WatchScope.Glance, "")
{
    private readonly LiveConnection _connection = connection;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Audience?> _shown = new(StringComparer.Ordinal);
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);

    /// <summary>Answers those that aren't shown any more.</summary>
    public IReadOnlyList<string> Show(IReadOnlyList<string> conversations)
    {
        lock (_gate)
        {
            string[] gone = [.. _shown.Keys.Except(conversations, StringComparer.Ordinal)];
            foreach (var id in gone)
            {
                _shown.Remove(id);
                _waiting.Remove(id);
            }

            foreach (var id in conversations) _shown.TryAdd(id, null);
            return gone;
        }
    }

    public void Changed(Audience audience)
    {
        lock (_gate)
        {
            if (IsOver || !_shown.TryGetValue(audience.Conversation, out var newest)) return;
            if (newest is not null && newest.Epoch == audience.Epoch && newest.Number >= audience.Number) return;
            _shown[audience.Conversation] = audience;
            _waiting.Add(audience.Conversation);
        }

        Touch();
    }

    public override void Detach() => viewings.Remove(this);

    protected override async ValueTask SendNewestAsync(IClientProxy client)
    {
        foreach (var audience in TakeWaiting())
        {
            if (IsOver) return;
            LiveMetrics.Sent.Add(1);
            await _connection.SendAsync(client, "viewersChanged", new ViewersMessage(audience.Conversation, audience.Viewers));
        }
    }

    protected override void Forget()
    {
        lock (_gate) _waiting.Clear();
    }

    private Audience[] TakeWaiting()
    {
        lock (_gate)
        {
            Audience[] taken = [.. _waiting.Select(id => _shown[id]).OfType<Audience>()];
            _waiting.Clear();
            return taken;
        }
    }
}
