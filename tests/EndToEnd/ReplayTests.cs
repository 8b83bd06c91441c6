using System.Globalization;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm;

/// <summary>Replayed traffic through the real service in a process of its own; each store inherits it.</summary>
public abstract class ReplayTests : IDisposable
{
    private const int People = 300;
    private const int Kills = 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-replay-");

    protected abstract Task<string> NewStoreAsync();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task SameRows_inAnyOrder_byTenSenders_andAgain_sameState()
    {
        var rows = Traffic.Rows(People, seed: 1);
        var inOrder = await PlayAsync(rows, batch: 50, senders: 1);

        var shuffled = rows.ToArray();
        new Random(2).Shuffle(shuffled);
        Assert.Equal(inOrder, await PlayAsync(shuffled, batch: 1, senders: 10));

        rows.Reverse();
        Assert.Equal(inOrder, await PlayAsync(rows, batch: 100, senders: 10));
    }

    [Fact]
    public async Task Killed_atTwentyPoints_losesNothingAndDoublesNothing()
    {
        var rows = Traffic.Rows(People, seed: 1);
        var untouched = await PlayAsync(rows, batch: 10, senders: 4);

        var store = await NewStoreAsync();
        var folder = NewFolder();
        var sending = new Sending(rows, batch: 10, senders: 4);
        var random = new Random(3);
        var requests = (rows.Count + 9) / 10;
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var service = await ServiceProcess.StartAsync(store, folder);
            var at = random.Next(1, requests);
            Task killed = Task.CompletedTask;
            await sending.RunAsync(service, answered =>
            {
                // Not awaited here: the other senders are in the middle of their requests when it falls.
                if (answered == at) killed = service.KillAsync();
            });
            await killed;
            Assert.True(sending.Forgotten.IsEmpty, $"acknowledged and lost at kill {kill.ToString(CultureInfo.InvariantCulture)}: {string.Join(' ', sending.Forgotten.Keys)}");
        }

        await using var last = await ServiceProcess.StartAsync(store, folder);
        await sending.RunAsync(last);
        await sending.RunAsync(last);
        Assert.Empty(sending.Forgotten);
        Assert.Equal(rows.Count, sending.Acknowledged.Count);
        Assert.NotEmpty(sending.StoredUnheard);
        Assert.Equal(untouched, await FinalState.ReadAsync(last, People));
    }

    private async Task<string> PlayAsync(IReadOnlyList<System.Text.Json.Nodes.JsonObject> rows, int batch, int senders)
    {
        await using var service = await ServiceProcess.StartAsync(await NewStoreAsync(), NewFolder());
        var sending = new Sending(rows, batch, senders);
        await sending.RunAsync(service);
        Assert.Equal(rows.Count, sending.Acknowledged.Count);
        var state = await FinalState.ReadAsync(service, People);
        await sending.RunAsync(service);
        Assert.Empty(sending.Forgotten);
        Assert.Equal(state, await FinalState.ReadAsync(service, People));
        return state;
    }

    private string NewFolder() => _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
}

public sealed class SqliteReplayTests : ReplayTests
{
    protected override Task<string> NewStoreAsync() => Task.FromResult("sqlite");
}

public sealed class PostgresReplayTests : ReplayTests
{
    protected override Task<string> NewStoreAsync() => PostgresServer.NewDatabaseAsync();
}
