using Microsoft.AspNetCore.SignalR;

namespace SocialCrm.Live;

/// <summary>What a watch is of; the name is the scope of a <c>resync</c>.</summary>
internal static class WatchScope
{
    public const string Customer = "customer";
    public const string Conversation = "conversation";
    public const string Queue = "queue";
    public const string Notices = "notices";
    public const string Viewers = "viewers";
    public const string Glance = "glance";
    public const string Agents = "agents";
}

/// <summary>
/// One connection's watch of one thing. It only remembers what the client has; that something is newer is a mark, so what waits for a slow
/// client doesn't grow with the number of changes.
/// </summary>
internal abstract class Watch(LiveConnection connection, string scope, string id)
{
    // A new watch counts as marked without being enqueued: nothing is sent before Arm.
    private int _dirty = 1;
    private volatile bool _ended;
    private volatile bool _lost;

    public string Scope { get; } = scope;

    public string Id { get; } = id;

    /// <summary>The client may miss something: it is told to ask again, and gets nothing else before.</summary>
    public bool IsLost => _lost;

    protected bool IsOver => _ended || _lost;

    /// <summary>The client has the watch's answer: from here on it may be sent changes.</summary>
    public void Arm() => connection.Enqueue(this);

    /// <summary>Something is newer than what the client has.</summary>
    public void Touch()
    {
        if (Interlocked.Exchange(ref _dirty, 1) == 0) connection.Enqueue(this);
    }

    public void Lose()
    {
        _lost = true;
        Forget();
        Touch();
    }

    /// <summary>Ended by the client, or with its connection: says nothing any more.</summary>
    public void End()
    {
        _ended = true;
        Forget();
    }

    /// <summary>Brings the client up to date.</summary>
    public async ValueTask SendAsync(IClientProxy client)
    {
        // Before looking: what changes after the look marks it again.
        Interlocked.Exchange(ref _dirty, 0);
        if (_ended) return;
        if (_lost)
        {
            connection.Remove(this);
            LiveMetrics.Resyncs.Add(1);
            await connection.SendAsync(client, "resync", new ResyncMessage(Scope, Id));
            return;
        }

        await SendNewestAsync(client);
    }

    /// <summary>Takes it off what it watches. May be called more than once.</summary>
    public abstract void Detach();

    protected abstract ValueTask SendNewestAsync(IClientProxy client);

    /// <summary>Lets go of everything that costs memory.</summary>
    protected abstract void Forget();
}
