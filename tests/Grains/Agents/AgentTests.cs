using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace SocialCrm.Agents;

/// <summary>Agents' own state, through the storage provider of the engine that is built; each store inherits it.</summary>
public abstract class AgentTests : IAsyncLifetime
{
    private const string Views = "agent.views";

    /// <summary>A name that is a hexadecimal number as well.</summary>
    private const string Ada = "ada";

    private static readonly SavedView Waiting = new() { Name = "Odottavat", Status = "open", Sort = "waiting" };
    private static readonly SavedView Mine = new() { Name = "Mine", Assignee = Ada };

    private CrmHost _crm = null!;
    private (string Store, string Folder) _place;

    protected abstract Task<(string Store, string Folder)> NewStoreAsync();

    protected abstract Task DeleteStoreAsync(string store, string folder);

    public async Task InitializeAsync()
    {
        _place = await NewStoreAsync();
        _crm = await CrmHost.StartAsync(_place.Store, _place.Folder);
    }

    public async Task DisposeAsync()
    {
        await _crm.DisposeAsync();
        await DeleteStoreAsync(_place.Store, _place.Folder);
    }

    [Fact]
    public async Task Choices_outliveTheHost_andAreStoredAsPlainJson()
    {
        Assert.Equal(0, (await Of(Ada).ViewsAsync()).Version);
        Assert.False((await Of(Ada).SaveViewsAsync(new SaveViews { Views = [Waiting, Mine] })).IsStale);
        Assert.False((await Of(Ada).SaveNotificationsAsync(new SaveNotifications { Choices = new NotificationChoices { Due = [] } })).IsStale);

        Assert.Equal(
            """{"version":1,"views":[{"name":"Odottavat","status":"open","sort":"waiting"},{"name":"Mine","assignee":"ada"}]}""",
            (await Store.ReadAsync(Views, "@ada", default))?.State);
        Assert.Equal(
            """{"version":1,"assigned":["screen","sound"],"message":["screen"],"due":[]}""",
            (await Store.ReadAsync("agent.notifications", "@ada", default))?.State);

        await _crm.DisposeAsync();
        _crm = await CrmHost.StartAsync(_place.Store, _place.Folder);
        Assert.Equal([Waiting, Mine], (await Of(Ada).ViewsAsync()).Views);
        Assert.Empty((await Of(Ada).NotificationsAsync()).Due);
        Assert.Equal(2, (await Of(Ada).SaveViewsAsync(new SaveViews { Views = [Mine], ExpectedVersion = 1 })).Now.Version);
        Assert.Empty((await Of("dada").ViewsAsync()).Views);
    }

    [Fact]
    public async Task Save_ofAnOlderVersion_isRefusedWithWhatIsThereNow()
    {
        await Of(Ada).SaveViewsAsync(new SaveViews { Views = [Waiting] });
        var refused = await Of(Ada).SaveViewsAsync(new SaveViews { Views = [], ExpectedVersion = 0 });

        Assert.True(refused.IsStale);
        Assert.Equal([Waiting], refused.Now.Views);
        Assert.Equal([Waiting], (await Of(Ada).ViewsAsync()).Views);
    }

    [Fact]
    public async Task Save_overWhatSomebodyElseStoredMeanwhile_isDecidedAnew()
    {
        await Of(Ada).SaveViewsAsync(new SaveViews { Views = [Waiting] });
        await BehindTheGrainAsync(new SavedViews { Version = 2, Views = [Mine] });
        var refused = await Of(Ada).SaveViewsAsync(new SaveViews { Views = [], ExpectedVersion = 1 });
        Assert.True(refused.IsStale);
        Assert.Equal([Mine], refused.Now.Views);

        await BehindTheGrainAsync(new SavedViews { Version = 3, Views = [Waiting, Mine] });
        var saved = await Of(Ada).SaveViewsAsync(new SaveViews { Views = [Waiting] });
        Assert.False(saved.IsStale);
        Assert.Equal(4, saved.Now.Version);
        Assert.Equal(new AgentRecord(4, AgentJson.Write(saved.Now)), await Store.ReadAsync(Views, "@ada", default));
    }

    private IAgentStore Store => _crm.Services.GetRequiredService<IAgentStore>();

    private IAgentGrain Of(string name) => _crm.Grains.GetGrain<IAgentGrain>(Keys.OfPerson(name));

    /// <summary>As a second activation would, of a silo that was taken for dead.</summary>
    private async Task BehindTheGrainAsync(SavedViews views) =>
        Assert.Equal(views.Version, await Store.WriteAsync(Views, "@ada", views.Version - 1, AgentJson.Write(views), default));
}

public sealed class SqliteAgentTests : AgentTests
{
    protected override Task<(string Store, string Folder)> NewStoreAsync() => Task.FromResult(("sqlite", Directory.CreateTempSubdirectory("crm-agents-").FullName));

    protected override Task DeleteStoreAsync(string store, string folder)
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class PostgresAgentTests : AgentTests
{
    protected override async Task<(string Store, string Folder)> NewStoreAsync() => (await TestKit.PostgresServer.NewDatabaseAsync(), Path.GetTempPath());

    protected override Task DeleteStoreAsync(string store, string folder) => TestKit.PostgresServer.DropDatabaseAsync(store);
}
