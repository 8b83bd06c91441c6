using Microsoft.AspNetCore.SignalR;

namespace SocialCrm.Live;

/// <summary>A connection's watch of a customer or a conversation.</summary>
internal sealed class StateWatch<T>(LiveConnection connection, string scope, string id, string method, WatchedState<T> watched)
    : Watch(connection, scope, id) where T : class
{
    private readonly LiveConnection _connection = connection;

    /// <summary>What the client has; null once it doesn't matter any more.</summary>
    private Snapshot<T>? _sent;

    /// <summary>The client has, or is about to be answered, this one.</summary>
    public void Begin(Snapshot<T> answered) => _sent = answered;

    public override void Detach() => watched.Remove(this);

    protected override async ValueTask SendNewestAsync(IClientProxy client)
    {
        var newest = watched.Current;
        var sent = _sent;
        if (sent is null || newest is null || newest.Version <= sent.Version) return;
        var message = newest.Since(sent, Id);
        _sent = newest;
        // Lost meanwhile: nothing may keep what Forget let go.
        if (IsOver) _sent = null;
        LiveMetrics.Sent.Add(1);
        if (ReferenceEquals(message.Kind, Snapshot<T>.Several)) LiveMetrics.Coalesced.Add(1);
        await _connection.SendAsync(client, method, message);
    }

    protected override void Forget() => _sent = null;
}
