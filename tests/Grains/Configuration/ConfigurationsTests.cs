using Microsoft.Extensions.Logging.Abstractions;
using SocialCrm.Live;
using SocialCrm.Storage;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Configuration;

/// <summary>What a process knows of the configuration that others put; each store inherits it.</summary>
public abstract class ConfigurationsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private protected abstract Task<StorageOptions> NewStoreAsync();

    public abstract Task DisposeAsync();

    public Task InitializeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Start_knows_all_that_was_put_before_and_opens_the_store_itself()
    {
        await using var store = await StoreAsync();
        using var first = Configurations(store, TimeProvider.System);
        await first.StartingAsync(default);
        Assert.Equal(0, first.Current.Version);
        for (var version = 1; version <= 250; version++) await PutAsync(store, version, $"policies: [{{ id: p{version}, firstResponse: 1h }}]");

        using var second = Configurations(store, TimeProvider.System);
        await second.StartingAsync(default);
        Assert.Equal((250, "p250"), (second.Current.Version, second.Current.ResponseTimes.Ordered[0].Id));
        Assert.Equal(["p1", "p100", "p249"], new[] { 1, 100, 249 }.Select(v => second.At(v).ResponseTimes.Ordered[0].Id));
        Assert.Equal(0, first.Current.Version);
        await first.RefreshAsync(default);
        Assert.Equal(250, first.Current.Version);
    }

    [Fact]
    public async Task Change_by_another_process_is_seen_at_the_next_tick()
    {
        await using var store = await StoreAsync();
        var time = new TickingTime();
        using var known = Configurations(store, time);
        await known.StartingAsync(default);
        await known.StartAsync(default);
        await PutAsync(store, 1, "policies: [{ id: new, firstResponse: 1h }]");
        await time.Started.WaitAsync(Patience);
        time.Tick();
        await Waiting.ForAsync("the new version", Patience, () => Task.FromResult(known.Current.Version == 1));
        Assert.Equal("new", known.Current.ResponseTimes.Ordered[0].Id);
        await known.StopAsync(default);
    }

    [Fact]
    public async Task Document_of_a_newer_program_is_passed_over_and_told()
    {
        await using var store = await StoreAsync();
        using var known = Configurations(store, TimeProvider.System);
        await known.StartingAsync(default);
        await PutAsync(store, 1, "policies: [{ id: old, firstResponse: 1h }]");
        await PutAsync(store, 2, "policies: [{ id: new, firstResponse: 1h, mood: sunny }]");
        await known.RefreshAsync(default);
        Assert.Equal((2, "old"), (known.Current.Version, known.Current.ResponseTimes.Ordered[0].Id));
        Assert.Equal("policies[0].mood", Assert.Single(known.Unreadable).Fault.Field);
    }

    private async Task<Store> StoreAsync() => new(await NewStoreAsync(), new Nobody(), TimeProvider.System, NullLogger<Store>.Instance);

    private static Configurations Configurations(Store store, TimeProvider time) => new(store, store.Configuration, time, NullLogger<Configurations>.Instance);

    private static async Task PutAsync(Store store, long version, string text) =>
        Assert.True(await store.Configuration.AppendAsync([new(version, DocumentKinds.ResponseTimes, "ada", DateTimeOffset.UnixEpoch, null, text)], default));

    /// <summary>Timers that fire when a test says so.</summary>
    private sealed class TickingTime : TimeProvider
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Action? _tick;

        public Task Started => _started.Task;

        public void Tick() => _tick!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _tick = () => callback(state);
            _started.TrySetResult();
            return new Never();
        }

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    private sealed class Nobody : IChangeSink
    {
        public void Committed(IReadOnlyList<Change> changes)
        {
        }
    }
}

public sealed class SqliteConfigurationsTests : ConfigurationsTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-configurations-");

    private protected override Task<StorageOptions> NewStoreAsync() => Task.FromResult(new StorageOptions { DataFolder = _folder.FullName });

    public override Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class PostgresConfigurationsTests : ConfigurationsTests
{
    private string _database = "";

    private protected override async Task<StorageOptions> NewStoreAsync() => new() { Store = _database = await PostgresServer.NewDatabaseAsync() };

    public override Task DisposeAsync() => PostgresServer.DropDatabaseAsync(_database);
}
