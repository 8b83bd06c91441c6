using SocialCrm.Api.Json;
using SocialCrm.Customers;
using Xunit;

namespace SocialCrm.Live;

public sealed class LiveConnectionTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly Desk _desk = new();
    private readonly LiveOptions _options = new() { MaxWatchesPerConnection = 3, MaxWaitingPerQueue = 2 };
    private readonly WatchPartition _partition = new(0);
    private readonly WatchedQueues _queues = new();
    private readonly RecordingClient _client;

    public LiveConnectionTests() => _client = new RecordingClient(_options, _time);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task SlowClient_getsManyChangesAsOne()
    {
        var copy = Watch(1);
        _client.StopReading();
        Change(copy, 1);
        await _client.NextAsync<ChangeMessage>("the first change");
        for (var i = 0; i < 100; i++) Change(copy, 1);
        _client.ReadAgain();
        var rest = await _client.NextAsync<ChangeMessage>("the rest");
        Assert.Equal((2, 102, "several"), (rest.From, rest.Version, rest.Kind));
        Assert.Equal(0, _client.Waiting);
    }

    [Fact]
    public async Task ClientThatStopsReading_isLetGoOf_andResyncsAllOnceItReads()
    {
        var (one, two) = (Watch(1), Watch(2));
        _client.StopReading();
        Change(one, 1);
        await _client.NextAsync<ChangeMessage>("the first change");
        await Eventually.BecomesAsync(() => _time.Waiting == 1, "the send is timed");
        Change(two, 2);
        _time.Advance(_options.StallAfter);
        await Eventually.BecomesAsync(() => one.IsUnused && two.IsUnused, "the copies are let go of");
        Assert.Equal(0, _client.Waiting);

        _client.ReadAgain();
        var ids = new[] { await _client.NextAsync<ResyncMessage>("a resync"), await _client.NextAsync<ResyncMessage>("the other") }.Select(r => r.Id);
        Assert.Equal(new[] { Keys.Of(one.Id), Keys.Of(two.Id) }.Order(), ids.Order());
        Assert.True(_client.Connection.HasRoomFor(WatchScope.Customer, "another"));
    }

    [Fact]
    public void HasRoomFor_atTheBound_onlyReplaces()
    {
        for (var i = 1; i <= _options.MaxWatchesPerConnection; i++) Watch(i);
        Assert.False(_client.Connection.HasRoomFor(WatchScope.Customer, Keys.Of(Desk.Customer(9))));
        Assert.True(_client.Connection.HasRoomFor(WatchScope.Customer, Keys.Of(Desk.Customer(1))));
    }

    [Fact]
    public void Add_ofTheSame_replacesTheOlderWatch()
    {
        var first = Watch(1);
        var second = Watch(1);
        Assert.True(first.IsUnused);
        Assert.False(second.IsUnused);
    }

    [Fact]
    public void Close_detachesEverything_andTakesNothingMore()
    {
        var copy = Watch(1);
        _client.Connection.Close();
        Assert.True(copy.IsUnused);
        Assert.False(_client.Connection.Add(new QueueWatch(_client.Connection, "inbox", 1, _queues)));
    }

    [Fact]
    public async Task Queue_manyChangesOfOneConversation_areOne_andTooManyConversationsAResync()
    {
        var watch = new QueueWatch(_client.Connection, "inbox", _options.MaxWaitingPerQueue, _queues);
        _queues.Add(watch);
        _client.Connection.Add(watch);
        watch.Arm();
        _client.StopReading();
        _queues.Dispatch(_desk.Write(1));
        await _client.NextAsync<QueueMessage>("the first change");
        for (var i = 0; i < 5; i++) _queues.Dispatch(_desk.Write(1));
        _queues.Dispatch(_desk.Write(2));
        _client.ReadAgain();
        Assert.Equal(6, (await _client.NextAsync<QueueMessage>("the newest of the first")).Version);
        _client.StopReading();
        Assert.Equal(1, (await _client.NextAsync<QueueMessage>("the second")).Version);

        for (var i = 1; i <= 5; i++) _queues.Dispatch(_desk.Write(i));
        _client.ReadAgain();
        await Eventually.BecomesAsync(() => !_queues.IsUsed, "the watch has ended");
    }

    private WatchedCustomer Watch(int number)
    {
        _desk.Write(number);
        var copy = new WatchedCustomer(Desk.Customer(number), _partition, ApiJson.Customer);
        var watch = new StateWatch<CustomerView>(_client.Connection, WatchScope.Customer, Keys.Of(copy.Id), "customerChanged", copy);
        lock (_partition.Gate)
        {
            copy.Read(_desk.ViewOf(number));
            watch.Begin(copy.Current!);
            copy.Add(watch);
        }

        _client.Connection.Add(watch);
        watch.Arm();
        return copy;
    }

    private void Change(WatchedCustomer copy, int number)
    {
        lock (_partition.Gate) copy.Receive(_desk.Write(number));
    }
}
