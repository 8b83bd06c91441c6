using Microsoft.AspNetCore.SignalR;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using Orleans;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Live;

/// <summary>
/// <c>/hub/live</c>. Refusals are <see cref="HubException"/>s that begin with a code: <c>invalid-id</c>, <c>not-found</c>,
/// <c>too-many-watches</c>, <c>forbidden</c>, <c>invalid-presence</c>, <c>unavailable</c> (try again).
/// </summary>
internal sealed partial class LiveHub(
    WatchTable table, WatchedPresences presences, Viewings viewings, IGroupedReads reads, IDeskQueries desk, IGrainFactory grains,
    LiveOptions options, TimeProvider time, IHubContext<LiveHub> hub, ILogger<LiveHub> log) : Hub
{
    /// <summary>Most characters of a queue's name.</summary>
    private const int MaxQueueLength = 512;

    /// <summary>Most rows that one change brings; who is further behind asks for the rest.</summary>
    private const int MaxRows = 50;

    private LiveConnection Connection => (LiveConnection)Context.Items[nameof(LiveConnection)]!;

    public override Task OnConnectedAsync()
    {
        // The hub's own proxies end with the call; the context's live as long as the connection.
        var connection = new LiveConnection(hub.Clients.Client(Context.ConnectionId), options, time, log, Context.ConnectionAborted);
        Context.Items[nameof(LiveConnection)] = connection;
        LiveMetrics.Connections.Add(1);
        _ = RunAsync(connection, Context);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        LiveMetrics.Connections.Add(-1);
        Connection.Close();
        return Task.CompletedTask;
    }

    public Task<WatchAnswer> WatchCustomer(string id, long? sinceVersion) =>
        CustomerId.TryParse(id, out var customer)
            ? BeginAsync(WatchScope.Customer, id, () => table.WatchCustomerAsync(Connection, customer, sinceVersion, Context.ConnectionAborted))
            : throw new HubException("invalid-id: not a customer's id");

    public void UnwatchCustomer(string id) => Connection.Remove(WatchScope.Customer, id);

    public Task<WatchAnswer> WatchConversation(string id, long? sinceVersion) => WatchConversationAsync(id, sinceVersion, withRows: false);

    /// <summary>The same for people who read it: each change brings what was said and done, up to <see cref="MaxRows"/> rows.</summary>
    public Task<WatchAnswer> WatchConversationWithRows(string id, long? sinceVersion) => WatchConversationAsync(id, sinceVersion, withRows: true);

    public void UnwatchConversation(string id) => Connection.Remove(WatchScope.Conversation, id);

    /// <summary>Answers version 0 and no state: read the list after the answer, and take changes whose version is greater than what it shows.</summary>
    public Task<WatchAnswer> WatchQueue(string queue) => WatchQueueAsync(queue, null);

    /// <summary>The same for people's lists: each change brings who it is and what was said last.</summary>
    public Task<WatchAnswer> WatchQueueWithPreviews(string queue) => WatchQueueAsync(queue, desk.PreviewAsync);

    public void UnwatchQueue(string queue) => Connection.Remove(WatchScope.Queue, queue);

    /// <summary>One's own notices. Answers version 0 and no state, as <see cref="WatchQueue"/> does. Keys of services have none.</summary>
    public Task<WatchAnswer> WatchNotices() => Person is { } person
        ? BeginAsync(WatchScope.Notices, person, () => table.WatchNoticesAsync(Connection, person))
        : throw new HubException("not-found: only people have notices");

    public void UnwatchNotices()
    {
        if (Person is { } person) Connection.Remove(WatchScope.Notices, person);
    }

    private Task<WatchAnswer> WatchConversationAsync(string id, long? sinceVersion, bool withRows) =>
        ConversationId.TryParse(id, out var conversation)
            ? BeginAsync(WatchScope.Conversation, id, () => table.WatchConversationAsync(
                Connection, conversation, sinceVersion, Context.ConnectionAborted, withRows ? since => RowsAsync(desk, conversation, since) : null))
            : throw new HubException("invalid-id: not a conversation's id");

    private static async Task<RawJson> RowsAsync(IDeskQueries desk, ConversationId conversation, long since) =>
        RawJson.Of(await desk.StorySinceAsync(conversation, since, MaxRows, CancellationToken.None), ApiJson.Timeline);

    private Task<WatchAnswer> WatchQueueAsync(string queue, Func<ConversationId, CancellationToken, Task<ConversationPreview?>>? previewAsync) =>
        queue is { Length: > 0 and <= MaxQueueLength }
            ? BeginAsync(WatchScope.Queue, queue, () => table.WatchQueueAsync(Connection, queue, previewAsync))
            : throw new HubException($"invalid-id: a queue's name has 1 to {MaxQueueLength} characters");

    private string? Person => Context.User is Principal { IsService: false } principal ? principal.Name : null;

    private async Task<T> BeginAsync<T>(string scope, string id, Func<Task<T?>> begin) where T : class
    {
        if (!Connection.HasRoomFor(scope, id)) throw new HubException($"too-many-watches: at most {options.MaxWatchesPerConnection} a connection");
        T? answer;
        try
        {
            answer = await begin();
        }
        catch (Exception e) when (!Context.ConnectionAborted.IsCancellationRequested)
        {
            LiveLog.NotWatched(log, e);
            throw new HubException("unavailable: try again", e);
        }

        return answer ?? throw new HubException(scope == WatchScope.Viewers ? "not-found: no conversation has this id" : $"not-found: no {scope} has this id");
    }

    private async Task RunAsync(LiveConnection connection, HubCallerContext context)
    {
        try
        {
            await connection.RunAsync();
        }
        catch (Exception e)
        {
            // Without its sender a connection would be deaf: the client notices an end, and comes back.
            LiveLog.SenderFailed(log, e);
            context.Abort();
        }
    }
}
