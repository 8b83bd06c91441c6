using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Embedded;
using Orleans.Embedded.Hosting;
using Orleans.Storage;

namespace SocialCrm.Engine;

/// <summary>A host with the embedded engine, whose time stands still.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    /// <summary>Calls without a synchronization context may run on the caller's thread.</summary>
    public static bool KnowsContexts => true;

    /// <summary>Whether <see cref="LetPass"/> can make long times pass.</summary>
    public static bool MovesTime => true;

    private readonly IHost _host;
    private readonly ManualTime _time;

    private TestSilo(IHost host, ManualTime time) => (_host, _time) = (host, time);

    public IGrainFactory Grains => _host.Services.GetRequiredService<IClusterClient>();

    public Hub Hub => _host.Services.GetRequiredService<Hub>();

    public EmbeddedClusterView View => _host.Services.GetRequiredService<EmbeddedClusterView>();

    public TimeSpan ResponseTimeout => new EmbeddedOrleansOptions().ResponseTimeout;

    public static async Task<TestSilo> StartAsync(SiloSetup setup, System.Reflection.Assembly? grains = null)
    {
        var time = new ManualTime();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<Hub>();
        builder.Services.AddKeyedSingleton<IGrainStorage, MemoryStorage>("agents");
        builder.Services.AddEmbeddedOrleans(options =>
        {
            options.GrainAssemblies.Add(grains ?? typeof(TestSilo).Assembly);
            options.Faults = (EngineFaults?)setup.Faults ?? EngineFaults.None;
        });
        var host = builder.Build();
        await host.StartAsync();
        return new TestSilo(host, time);
    }

    /// <summary>Makes a time pass, or begin to pass.</summary>
    public void LetPass(TimeSpan time) => _time.Advance(time);

    /// <summary>Makes grains idle for longer than they stay, but not for long enough for those that stay longer.</summary>
    public void LetIdle() => _time.Advance(new EmbeddedOrleansOptions().CollectionAge + TimeSpan.FromMinutes(2));

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        // What a test left under way, or a broken engine, doesn't keep it from ending.
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _host.StopAsync(atOnce.Token);
        _host.Dispose();
    }
}
