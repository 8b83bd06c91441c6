using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using SocialCrm.Silo;
using SocialCrm.Silo.Hosting;
using SocialCrm.TestKit;

namespace SocialCrm.Cluster.Faults;

/// <summary>Where actors are, asked as a client of the cluster.</summary>
internal sealed class Placement : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IHost _host;
    private readonly ClusterProcesses _cluster;

    private Placement(IHost host, ClusterProcesses cluster) => (_host, _cluster) = (host, cluster);

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<Placement> OfAsync(ClusterProcesses cluster)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("store", cluster.Store)]);
        builder.Logging.ClearProviders();
        builder.AddCrmClusterClient(HostSettings.Of(builder.Configuration));
        builder.Services.AddSingleton(TimeProvider.System);
        var host = builder.Build();
        await host.StartAsync();
        return new Placement(host, cluster);
    }

    /// <summary>The silo in which an actor is.</summary>
    public async Task<ServiceProcess> SiloOfAsync(string kind, string key) =>
        SiloAt((await AllAsync()).Single(a => a.GrainId == GrainId.Create(kind, key)).SiloAddress);

    /// <summary>The silo that has most actors of a kind.</summary>
    public async Task<ServiceProcess> SiloOfMostAsync(string kind) =>
        SiloAt((await AllAsync()).Where(a => KindOf(a) == kind).GroupBy(a => a.SiloAddress).MaxBy(g => g.Count())!.Key);

    /// <summary>Has all but partitions of the feed moved out of the silo, so that it serves nobody who is written to.</summary>
    public Task KeepOnlyFeedAsync(ServiceProcess silo) => Waiting.ForAsync("the silo to hold partitions of the feed only", Patience, async () =>
    {
        var all = await AllAsync();
        var elsewhere = all.First(a => SiloAt(a.SiloAddress) != silo).SiloAddress;
        var others = all.Where(a => SiloAt(a.SiloAddress) == silo && (KindOf(a) is "customer" or "conversation" or "unlinked")).ToArray();
        RequestContext.Set(IPlacementDirector.PlacementHintKey, elsewhere);
        await Task.WhenAll(others.Select(a => Grains.GetGrain(a.GrainId).AsReference<IGrainManagementExtension>().MigrateOnIdle().AsTask()));
        return others.Length == 0;
    });

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private Task<DetailedGrainStatistic[]> AllAsync() => Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();

    private ServiceProcess SiloAt(SiloAddress address) => _cluster.Silos.Single(s => ClusterProcesses.SiloPortOf(s) == address.Endpoint.Port);

    private static string KindOf(DetailedGrainStatistic actor) => actor.GrainId.Type.ToString()!;
}
