using Microsoft.AspNetCore.SignalR;
using SocialCrm.Api.Json;
using SocialCrm.Notices;

namespace SocialCrm.Live;

/// <summary>A connection's watch of its own person's notices, in the order they come; too many that wait end it with a resync.</summary>
internal sealed class NoticeWatch(LiveConnection connection, string person, int maxWaiting, WatchPartition partition)
    : Watch(connection, WatchScope.Notices, person)
{
    private readonly LiveConnection _connection = connection;
    private readonly Lock _gate = new();
    private List<NoticeMessage> _waiting = [];

    public void Raised(NoticeView notice)
    {
        lock (_gate)
        {
            if (IsOver) return;
            if (_waiting.Count >= maxWaiting) Lose();
            else _waiting.Add(new NoticeMessage(RawJson.Of(notice, ApiJson.Default.NoticeView)));
        }

        Touch();
    }

    public override void Detach() => partition.Remove(this);

    protected override async ValueTask SendNewestAsync(IClientProxy client)
    {
        foreach (var message in TakeWaiting())
        {
            if (IsOver) return;
            LiveMetrics.Sent.Add(1);
            await _connection.SendAsync(client, "noticeRaised", message);
        }
    }

    protected override void Forget()
    {
        lock (_gate) _waiting = [];
    }

    private List<NoticeMessage> TakeWaiting()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            return taken;
        }
    }
}
