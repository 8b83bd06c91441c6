using Microsoft.AspNetCore.SignalR;
using SocialCrm.Journal;

namespace SocialCrm.Live;

/// <summary>A connection's watch of a customer or a conversation.</summary>
/// <param name="rowsAsync">What was said and done after a version, for people who read it; null sends none.</param>
internal sealed class StateWatch<T>(LiveConnection connection, string scope, string id, string method, WatchedState<T> watched, Func<long, Task<RawJson>>? rowsAsync = null)
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
        if (rowsAsync is not null) message = message with { Rows = await RowsAsync(rowsAsync, message.From) };
        await _connection.SendAsync(client, method, message);
    }

    /// <summary>Null where the store is away: who needs them can ask for them.</summary>
    private static async Task<RawJson?> RowsAsync(Func<long, Task<RawJson>> rowsAsync, long from)
    {
        try
        {
            return await rowsAsync(from);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    protected override void Forget() => _sent = null;
}
