using Xunit;

namespace SocialCrm.Browser;

/// <summary>One service and one browser for all tests of a class, which run one after another and each have customers of their own.</summary>
public sealed class SharedWorld : IAsyncLifetime
{
    public BrowserWorld World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await BrowserWorld.StartAsync("aino", "sami", "otto", "anna", "iida", "ilta");

    public async Task DisposeAsync() => await World.DisposeAsync();
}

/// <summary>Tests that need no service of their own.</summary>
public abstract class SharedWorldTests(SharedWorld shared) : IClassFixture<SharedWorld>, IAsyncLifetime
{
    protected BrowserWorld World => shared.World;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => World.LeaveAsync();
}
