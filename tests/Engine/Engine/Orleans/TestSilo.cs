using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;

namespace SocialCrm.Engine;

/// <summary>A host with an Orleans silo of its own, in real time.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    public static bool KnowsContexts => false;

    public static bool MovesTime => false;

    private readonly IHost _host;

    private TestSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IClusterClient>();

    public Hub Hub => _host.Services.GetRequiredService<Hub>();

    public TimeSpan ResponseTimeout => _host.Services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout;

    public static async Task<TestSilo> StartAsync(SiloSetup setup)
    {
        Assert.Null(setup.Faults);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: "engine-tests", clusterId: Guid.CreateVersion7().ToString());
            silo.Services.AddSingleton<Hub>();
            silo.Services.AddKeyedSingleton<IGrainStorage, MemoryStorage>("agents");
            silo.Configure<SiloMessagingOptions>(o => (o.MaxEnqueuedRequestsHardLimit, o.MaxEnqueuedRequestsSoftLimit) = (1_000, 1_000));
            // Idle for two seconds is idle here.
            silo.Configure<GrainCollectionOptions>(o => (o.CollectionQuantum, o.CollectionAge) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
        });
        var host = builder.Build();
        await host.StartAsync();
        return new TestSilo(host);
    }

    public void LetPass(TimeSpan time)
    {
    }

    public void LetIdle()
    {
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _host.StopAsync(soon.Token);
        _host.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
