using Microsoft.AspNetCore.SignalR;
using SocialCrm.Audiences;

namespace SocialCrm.Live;

/// <summary>A connection that has a conversation before it: only the newest audience waits to be sent.</summary>
internal sealed class AudienceWatch(LiveConnection connection, string connectionId, string conversation, Viewings viewings)
    : Watch(connection, WatchScope.Viewers, conversation)
{
    private readonly LiveConnection _connection = connection;
    private Audience? _newest;
    private Audience? _sent;

    public string ConnectionId => connectionId;

    /// <summary>When this host stops counting it, by a monotonic clock.</summary>
    public TimeSpan Until { get; set; }

    /// <summary>What the client has by its answer.</summary>
    public void Answered(Audience audience) => _sent = _newest = audience;

    public void Changed(Audience audience)
    {
        if (IsOver || (_newest is { } newest && newest.Epoch == audience.Epoch && newest.Number >= audience.Number)) return;
        _newest = audience;
        Touch();
    }

    /// <summary>Ends it from this side.</summary>
    public void Close() => _connection.Remove(this);

    public override void Detach() => viewings.Remove(this);

    protected override async ValueTask SendNewestAsync(IClientProxy client)
    {
        var newest = _newest;
        if (newest is null || ReferenceEquals(newest, _sent) || IsOver) return;
        _sent = newest;
        LiveMetrics.Sent.Add(1);
        await _connection.SendAsync(client, "viewersChanged", new ViewersMessage(Id, newest.Viewers));
    }

    protected override void Forget() => _sent = _newest = null;
}
