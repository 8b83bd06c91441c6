using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Xunit;

namespace SocialCrm.Live;

/// <summary>What the npm client sees, whatever happens on the way. Each world inherits it.</summary>
public abstract class ClientTests
{
    private const int Batch = 50;

    private protected abstract int Writes { get; }

    private protected abstract Task<ILiveWorld> StartAsync(LiveOptions options);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ClientCutOffAtRandom_endsWithTheServersState_andAppliedEveryVersionOnce(int seed)
    {
        var random = new Random(seed);
        await using var world = await StartAsync(new LiveOptions());
        await using var proxy = new CuttingProxy(world.Port);
        var customers = Enumerable.Range(1, 20).ToArray();
        await world.WriteAsync(customers);
        await using var client = await NodeClient.StartAsync(new Uri($"http://127.0.0.1:{proxy.Port}/hub/live"), world.Key);
        await WatchAllAsync(client, world, customers);

        for (var write = 0; write < Writes; write += Batch)
        {
            var writing = world.WriteAsync([.. Enumerable.Range(0, Batch).Select(_ => customers[random.Next(customers.Length)])]);
            if (random.Next(3) == 0) await CutAsync(proxy, isAwaited: random.Next(2) == 0);
            if (random.Next(6) == 0) await LoseAsync(world, customers[random.Next(customers.Length)]);
            await writing;
        }

        await CutAsync(proxy, isAwaited: false);
        var report = await EndAsync(client, world, customers);
        Assert.True((int)report["reconnects"]! > 0, "it was cut off");
    }

    [Fact]
    public async Task ClientThatStopsReading_costsBoundedMemory_resyncsAndEndsWhole()
    {
        var options = new LiveOptions { StallAfter = TimeSpan.FromSeconds(1) };
        await using var world = await StartAsync(options);
        var customers = Enumerable.Range(1, 200).ToArray();
        await world.WriteAsync(customers);
        await using var client = await NodeClient.StartAsync(new Uri($"http://127.0.0.1:{world.Port}/hub/live"), world.Key);
        await WatchAllAsync(client, world, customers);

        await client.DoAsync("pause", new { });
        using var behind = new Signal("crm.live.behind");
        var begin = TimeProvider.System.GetTimestamp();
        while (!behind.IsSet)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Eventually.Bound, "the server notices that the client stopped reading");
            await world.WriteAsync(customers);
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var write = 0; write < Writes; write += customers.Length) await world.WriteAsync(customers);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 16 * 1024 * 1024, $"{Writes} changes cost {grown:N0} bytes while nobody read them");

        await client.DoAsync("resume", new { });
        await client.DoAsync("untilResync", new { });
        var report = await EndAsync(client, world, customers);
        Assert.InRange((int)report["resyncs"]!, customers.Length, int.MaxValue);
    }

    [Fact]
    public async Task QueueWatcher_seesConversationsComeChangeAndLeave()
    {
        await using var world = await StartAsync(new LiveOptions());
        int[] customers = [1, 2, 3];
        await world.WriteAsync(customers);
        await using var client = await NodeClient.StartAsync(new Uri($"http://127.0.0.1:{world.Port}/hub/live"), world.Key);
        await client.DoAsync("watchQueue", new { queue = "refunds" });
        await client.DoAsync("watchQueue", new { queue = "inbox" });

        await world.MoveAsync(1, "refunds");
        await world.WriteAsync([1, 2]);
        await world.MoveAsync(1, "baggage");
        var (one, two) = (await world.ConversationAsync(1), await world.ConversationAsync(2));
        await client.DoAsync("untilQueue", new { queue = "refunds", versions = Versions(one) });
        await client.DoAsync("untilQueue", new { queue = "inbox", versions = Versions(two) });

        var queues = (await client.DoAsync("report", new { }))!["queues"]!;
        Assert.Equal("baggage", (string?)queues["refunds"]!["conversations"]![world.ConversationId(1)]!["queue"]);
        Assert.Equal("refunds", (string?)queues["inbox"]!["conversations"]![world.ConversationId(1)]!["queue"]);
        var shown = queues["inbox"]!["conversations"]![world.ConversationId(2)]!.AsObject();
        Assert.All(shown, member => Assert.True(JsonNode.DeepEquals(two[member.Key], member.Value), member.Key));
        Assert.Null(queues["inbox"]!["conversations"]![world.ConversationId(3)]);
    }

    [Fact]
    public async Task Watch_thatCannotBe_isRefusedWithACode()
    {
        await using var world = await StartAsync(new LiveOptions { MaxWatchesPerConnection = 1 });
        await world.WriteAsync([1, 2]);
        await using var client = await NodeClient.StartAsync(new Uri($"http://127.0.0.1:{world.Port}/hub/live"), world.Key);
        Assert.Contains("invalid-id:", await RefusedAsync("WatchCustomer", "cus_1", null), StringComparison.Ordinal);
        Assert.Contains("invalid-id:", await RefusedAsync("WatchConversation", null, null), StringComparison.Ordinal);
        Assert.Contains("invalid-id:", await RefusedAsync("WatchQueue", ""), StringComparison.Ordinal);
        Assert.Contains("not-found:", await RefusedAsync("WatchCustomer", "cus_00000000000000000000000000000009", null), StringComparison.Ordinal);
        Assert.Contains("not-found:", await RefusedAsync("WatchConversation", "cnv_00000000000000000000000000000009", 4), StringComparison.Ordinal);
        await client.DoAsync("watch", new { scope = "customer", ids = new[] { world.CustomerId(1) } });
        Assert.Contains("too-many-watches:", await RefusedAsync("WatchCustomer", world.CustomerId(2), null), StringComparison.Ordinal);
        await client.DoAsync("unwatch", new { scope = "customer", id = world.CustomerId(1) });
        await client.DoAsync("watch", new { scope = "customer", ids = new[] { world.CustomerId(2) } });

        async Task<string> RefusedAsync(string method, params object?[] args) =>
            (string?)await client.DoAsync("refused", new { method, args }) ?? throw new InvalidOperationException($"{method} was not refused");
    }

    private static async Task WatchAllAsync(NodeClient client, ILiveWorld world, int[] customers)
    {
        await client.DoAsync("watch", new { scope = "customer", ids = customers.Select(world.CustomerId) });
        await client.DoAsync("watch", new { scope = "conversation", ids = customers.Select(world.ConversationId) });
    }

    private static async Task CutAsync(CuttingProxy proxy, bool isAwaited)
    {
        var accepted = proxy.Accepted;
        proxy.CutAll();
        if (isAwaited) await Eventually.BecomesAsync(() => proxy.Accepted > accepted, "the client comes back");
    }

    /// <summary>Somebody publishes out of turn: the partition can't know what it missed.</summary>
    private static Task LoseAsync(ILiveWorld world, int customer)
    {
        Assert.True(Identities.CustomerId.TryParse(world.CustomerId(customer), out var id));
        return world.Grains.GetGrain<IFeedGrain>(Keys.OfPartition(Keys.PartitionOf(id))).PublishAsync(new FeedPublication { Publisher = Guid.NewGuid(), Number = 7 });
    }

    private static async Task<JsonNode> EndAsync(NodeClient client, ILiveWorld world, int[] customers)
    {
        var states = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var customer in customers)
        {
            states[world.CustomerId(customer)] = await world.CustomerAsync(customer);
            states[world.ConversationId(customer)] = await world.ConversationAsync(customer);
        }

        await client.DoAsync("until", new { scope = "customer", versions = Versions([.. customers.Select(c => states[world.CustomerId(c)])]) });
        await client.DoAsync("until", new { scope = "conversation", versions = Versions([.. customers.Select(c => states[world.ConversationId(c)])]) });
        var report = (await client.DoAsync("report", new { }))!;
        Assert.Null(report["failure"]);
        foreach (var watched in report["watched"]!.AsArray())
        {
            var id = (string)watched!["id"]!;
            Assert.True(JsonNode.DeepEquals(states[id], watched["state"]), $"server: {states[id].ToJsonString()}\nclient: {watched["state"]!.ToJsonString()}");
            AssertWhole(id, watched["log"]!.AsArray());
        }

        return report;
    }

    /// <summary>Every version once, or covered by one snapshot.</summary>
    private static void AssertWhole(string id, JsonArray log)
    {
        long? have = null;
        foreach (var entry in log)
        {
            if (entry!["snapshot"] is { } snapshot)
            {
                Assert.True(have is null || (long)snapshot > have, $"{id}: snapshot {snapshot} at {have}");
                have = (long)snapshot;
                continue;
            }

            Assert.True((long)entry["from"]! == have && (long)entry["version"]! > have, $"{id}: {entry.ToJsonString()} at {have}");
            have = (long)entry["version"]!;
        }
    }

    private static Dictionary<string, long> Versions(params JsonObject[] states) =>
        states.ToDictionary(static s => (string)s["id"]!, static s => (long)s["version"]!, StringComparer.Ordinal);

    /// <summary>Whether a counter was counted.</summary>
    private sealed class Signal : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Signal(string counter)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == counter) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, _, _, _) => IsSet = true);
            _listener.Start();
        }

        public bool IsSet { get; private set; }

        public void Dispose() => _listener.Dispose();
    }
}

public sealed class DeskClientTests : ClientTests
{
    private protected override int Writes => 20_000;

    private protected override async Task<ILiveWorld> StartAsync(LiveOptions options) => await DeskWorld.StartAsync(options);
}

public sealed class ServiceClientTests : ClientTests
{
    private protected override int Writes => 6_000;

    private protected override async Task<ILiveWorld> StartAsync(LiveOptions options) => await ServiceWorld.StartAsync(options);
}
