using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCrm.Conversations;
using SocialCrm.Journal;
using Xunit;

namespace SocialCrm.Live;

public sealed class WatchTableTests : IAsyncLifetime, IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Desk _desk = new();
    private readonly FakeFeed _feed;
    private readonly LiveOptions _options = new();
    private readonly FeedReceiver _receiver;
    private readonly WatchTable _table;
    private readonly RecordingClient _client = new();

    public WatchTableTests()
    {
        _feed = new FakeFeed(_time);
        _desk.Committed = _feed.Publish;
        var leases = new FeedLeases(_feed.Grains, _options, _time, NullLogger<FeedLeases>.Instance);
        _table = new WatchTable(leases, _desk, _options, _time, NullLogger<WatchTable>.Instance);
        _receiver = new FeedReceiver(leases, _table, _time, NullLogger<FeedReceiver>.Instance);
    }

    public Task InitializeAsync() => _receiver.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _receiver.StopAsync(CancellationToken.None);
    }

    public void Dispose() => _receiver.Dispose();

    [Fact]
    public async Task Watch_unknownCustomer_answersNothingAndKeepsNothing()
    {
        Assert.Null(await WatchAsync(1));
        Assert.All(Enumerable.Range(0, Keys.FeedPartitions), p => Assert.False(_table.Needs(p)));
    }

    [Fact]
    public async Task Watch_thenAChange_isSentFromWhatWasAnswered()
    {
        _desk.Write(1, "Liisa");
        var answer = RecordingClient.Answered(await WatchAsync(1));
        Assert.Equal(("Liisa", 1), ((string?)answer["state"]!["name"], (long?)answer["version"]));

        _desk.Write(1, "Liisa K.");
        var change = await _client.NextAsync<ChangeMessage>("the change");
        Assert.Equal((1, 2, "conversation.interaction-recorded"), (change.From, change.Version, change.Kind));
    }

    [Fact]
    public async Task Watch_sinceTheCurrentVersion_answersNoState()
    {
        _desk.Write(1);
        var answer = RecordingClient.Answered(await WatchAsync(1, since: 1));
        Assert.Equal((1, null), ((long?)answer["version"], answer["state"]));
    }

    [Fact]
    public async Task Watch_bySomebodyAheadOfTheCopy_readsAgain()
    {
        _desk.Write(1);
        await WatchAsync(1);
        _desk.Write(1, handOver: false);
        Assert.Equal(2, (await WatchAsync(1, since: 2))!.Version);
    }

    [Fact]
    public async Task Watch_ofWhatOthersWatch_readsOnce()
    {
        _desk.Write(1);
        await using var other = new RecordingClient();
        await WatchAsync(1);
        await _table.WatchCustomerAsync(other.Connection, Desk.Customer(1), since: null, default);
        Assert.Equal(1, _desk.Reads);
    }

    [Fact]
    public async Task Watch_changeAfterTheReadAndBeforeTheAnswer_isNotMissed()
    {
        _desk.Write(1);
        _desk.AfterRead = _ => Task.FromResult(_desk.Write(1));
        var answer = await WatchAsync(1);
        _desk.AfterRead = static _ => Task.CompletedTask;
        RecordingClient.Answered(answer);
        if (answer!.Version == 2) return;
        Assert.Equal((1, 2), ((await _client.NextAsync<ChangeMessage>("the change")) is var c ? (c.From, c.Version) : default));
    }

    [Fact]
    public async Task Change_beforeTheAnswerIsWritten_waitsForIt()
    {
        _desk.Write(1);
        var answer = await WatchAsync(1);
        _desk.Write(1);
        await Eventually.BecomesAsync(() => _table.CurrentVersion(Desk.Customer(1)) == 2, "the copy is folded");
        Assert.Equal(0, _client.Waiting);

        RecordingClient.Answered(answer);
        Assert.Equal(1, (await _client.NextAsync<ChangeMessage>("the change")).From);
    }

    [Fact]
    public async Task Change_whosePredecessorStaysAway_isReadAgainAfterTheHold()
    {
        _desk.Write(1);
        RecordingClient.Answered(await WatchAsync(1));
        _desk.Write(1, handOver: false);
        var timers = _time.Waiting;
        _desk.Write(1);
        await Eventually.BecomesAsync(() => _time.Waiting > timers, "the hold begins");
        Assert.Equal((0, 1), (_client.Waiting, _desk.Reads));

        _time.Advance(_options.HoldFor);
        var change = await _client.NextAsync<ChangeMessage>("what was read");
        Assert.Equal((1, 3, "several"), (change.From, change.Version, change.Kind));
    }

    [Fact]
    public async Task Changes_inTheOtherOrder_areSentWithoutAnotherRead()
    {
        _desk.Write(1);
        RecordingClient.Answered(await WatchAsync(1));
        var (first, second) = (_desk.Write(1, handOver: false), _desk.Write(1, handOver: false));
        _feed.Publish(second);
        _feed.Publish(first);
        Assert.Equal(3, (await _client.NextAsync<ChangeMessage>("the changes")).Version);
        Assert.Equal(1, _desk.Reads);
    }

    [Fact]
    public async Task NewEpoch_resyncsTheWatchersOfItsPartitionOnly_andTheyMayAskAgain()
    {
        _desk.Write(1);
        _desk.Write(2);
        RecordingClient.Answered(await WatchAsync(1));
        RecordingClient.Answered(await WatchAsync(2));
        _feed.BeginEpoch(Keys.PartitionOf(Desk.Customer(1)));
        _desk.Write(1);
        var resync = await _client.NextAsync<ResyncMessage>("the resync");
        Assert.Equal(("customer", Keys.Of(Desk.Customer(1))), (resync.Scope, resync.Id));

        Assert.Equal(2, RecordingClient.Answered(await WatchAsync(1, since: 1))["version"]!.GetValue<long>());
        _desk.Write(1);
        Assert.Equal((2, 3), await _client.NextAsync<ChangeMessage>("the change after") is var a ? (a.From, a.Version) : default);
        _desk.Write(2);
        Assert.Equal((1, 2), await _client.NextAsync<ChangeMessage>("the other's change") is var b ? (b.From, b.Version) : default);
    }

    [Fact]
    public async Task LostBatch_withNothingAfterIt_isNoticedByTheSecondBeat()
    {
        _desk.Write(1);
        RecordingClient.Answered(await WatchAsync(1));
        _feed.Drops = true;
        _desk.Write(1);
        _feed.Drops = false;
        var renewals = _feed.Renewals;
        _time.Advance(FeedTimes.Beat);
        await Eventually.BecomesAsync(() => _feed.Renewals > renewals, "the renewal");
        await AdvanceUntilAsync(() => _client.Waiting > 0, "the lost batch is noticed");
        await _client.NextAsync<ResyncMessage>("the resync");
    }

    [Fact]
    public async Task FeedThatIsAway_resyncsAfterSilence_andRefusesUntilItIsBack()
    {
        _desk.Write(1);
        RecordingClient.Answered(await WatchAsync(1));
        _feed.IsAway = true;
        await AdvanceUntilAsync(() => _client.Waiting > 0, "silence is noticed");
        await _client.NextAsync<ResyncMessage>("the resync");
        await Assert.ThrowsAsync<TimeoutException>(() => WatchAsync(1));

        _feed.IsAway = false;
        Assert.NotNull(await WatchAsync(1));
    }

    [Fact]
    public async Task Loss_whileAWatchBegins_beginsItAnew()
    {
        _desk.Write(1);
        _desk.BeforeRead = _ =>
        {
            _desk.BeforeRead = static _ => Task.CompletedTask;
            _table.Lose(Keys.PartitionOf(Desk.Customer(1)));
            return Task.CompletedTask;
        };
        Assert.NotNull(await WatchAsync(1));
        Assert.Equal(2, _desk.Reads);
    }

    [Fact]
    public async Task FailedRead_refusesTheWatch_andTheNextOneBegins()
    {
        _desk.Write(1);
        _desk.BeforeRead = static _ => Task.FromException(new InvalidOperationException("the store is away"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => WatchAsync(1));
        _desk.BeforeRead = static _ => Task.CompletedTask;
        Assert.NotNull(await WatchAsync(1));
    }

    [Fact]
    public async Task Unwatch_ofTheLastWatcher_letsGoOfThePartition()
    {
        _desk.Write(1);
        RecordingClient.Answered(await WatchAsync(1));
        var partition = Keys.PartitionOf(Desk.Customer(1));
        Assert.True(_table.Needs(partition));
        _client.Connection.Remove(WatchScope.Customer, Keys.Of(Desk.Customer(1)));
        Assert.False(_table.Needs(partition));
    }

    [Fact]
    public async Task WatchConversation_changes_areSentFromWhatWasAnswered()
    {
        _desk.Write(1);
        var id = Desk.Conversation(1);
        var answer = await _table.WatchConversationAsync(_client.Connection, id, since: null, default);
        Assert.Equal(id.ToString(), (string?)RecordingClient.Answered(answer)["state"]!["id"]);
        _desk.Write(1, queue: "refunds");
        var change = await _client.NextAsync<ChangeMessage>("the change");
        Assert.Equal((id.ToString(), 1, 2), (change.Id, change.From, change.Version));
    }

    [Fact]
    public async Task WatchQueue_conversationThatComesAndLeaves_isSentBothTimes()
    {
        _desk.Write(1);
        RecordingClient.Answered(await _table.WatchQueueAsync(_client.Connection, "refunds"));
        _desk.Write(1);
        _desk.Write(1, queue: "refunds");
        Assert.Equal(3, (await _client.NextAsync<QueueMessage>("it came")).Version);
        _desk.Write(1, queue: "inbox");
        Assert.Equal(4, (await _client.NextAsync<QueueMessage>("it left")).Version);
        _feed.BeginEpoch(0);
        await AdvanceUntilAsync(() => _client.Waiting > 0, "the new epoch is noticed");
        Assert.Equal(("queue", "refunds"), await _client.NextAsync<ResyncMessage>("the resync") is var r ? (r.Scope, r.Id) : default);
    }

    [Fact]
    public async Task WatchQueue_withPreviews_bringsWhatWasSaidLast_andOnlyTheChangeWhereTheStoreIsAway()
    {
        var isAway = false;
        RecordingClient.Answered(await _table.WatchQueueAsync(_client.Connection, "refunds", (id, _) => isAway
            ? Task.FromException<ConversationPreview?>(new StoreUnavailableException("away"))
            : Task.FromResult<ConversationPreview?>(new ConversationPreview { Id = id, Text = "Hei" })));
        _desk.Write(1, queue: "refunds");
        var change = await _client.NextAsync<QueueMessage>("the change");
        Assert.Equal("Hei", JsonNode.Parse(change.Preview!.Utf8.Span)!["text"]!.GetValue<string>());

        isAway = true;
        _desk.Write(1, queue: "refunds");
        Assert.Null((await _client.NextAsync<QueueMessage>("the next one")).Preview);
    }

    [Fact]
    public async Task WatchConversation_withRows_bringsWhatWasSaidSince_andOnlyTheChangeWhereTheStoreIsAway()
    {
        _desk.Write(1);
        var id = Desk.Conversation(1);
        var isAway = false;
        List<long> asked = [];
        RecordingClient.Answered(await _table.WatchConversationAsync(_client.Connection, id, since: null, default, since =>
        {
            asked.Add(since);
            return isAway ? Task.FromException<RawJson>(new StoreUnavailableException("away")) : Task.FromResult(new RawJson("{\"items\":[]}"u8.ToArray()));
        }));
        _desk.Write(1);
        var change = await _client.NextAsync<ChangeMessage>("the change");
        Assert.Equal((1, 2), (change.From, change.Version));
        Assert.Equal("{\"items\":[]}", System.Text.Encoding.UTF8.GetString(change.Rows!.Utf8.Span));

        isAway = true;
        _desk.Write(1);
        Assert.Null((await _client.NextAsync<ChangeMessage>("the next one")).Rows);
        Assert.Equal([1, 2], asked);
    }

    private Task<WatchAnswer?> WatchAsync(int number, long? since = null) =>
        _table.WatchCustomerAsync(_client.Connection, Desk.Customer(number), since, default).WithinBoundAsync("the watch's answer");

    /// <summary>Beat after beat, each time until everything that it set off came to rest or the condition holds.</summary>
    private async Task AdvanceUntilAsync(Func<bool> condition, string phase)
    {
        for (var beat = 0; beat < 10 && !condition(); beat++)
        {
            _time.Advance(FeedTimes.Beat);
            for (var turn = 0; turn < 20_000 && !condition(); turn++) await Task.Yield();
        }

        Assert.True(condition(), phase);
    }
}
