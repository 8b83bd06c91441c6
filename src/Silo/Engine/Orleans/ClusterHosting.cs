using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using SocialCrm.Live;
using SocialCrm.Silo.Hosting;
using SocialCrm.Storage;

namespace SocialCrm.Silo;

/// <summary>The members of a cluster, which find each other in the store's database: silos, and Api processes as their clients.</summary>
public static class ClusterHosting
{
    /// <summary>Connections of one process to the membership: read every few seconds, written seldom.</summary>
    private const int MaxMembershipConnections = 4;

    /// <summary>How soon a client hears of a silo that joined, and tries again where none was.</summary>
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(2);

    public static bool IsPossible => true;

    public static IHostApplicationBuilder AddCrmClusterSilo(this IHostApplicationBuilder builder, HostSettings settings) => builder.UseOrleans(silo =>
    {
        var cluster = settings.Cluster;
        silo.Configure<ClusterOptions>(options => Name(options, cluster));
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = Database(settings));
        silo.Configure<EndpointOptions>(endpoints =>
        {
            endpoints.AdvertisedIPAddress = cluster.Address;
            endpoints.SiloPort = cluster.SiloPort;
            endpoints.GatewayPort = cluster.GatewayPort;
            endpoints.SiloListeningEndpoint = new(cluster.Listen, cluster.SiloPort);
            endpoints.GatewayListeningEndpoint = new(cluster.Listen, cluster.GatewayPort);
        });
        silo.Configure<ClusterMembershipOptions>(Membership.Configure);
        silo.Services.AddSingleton(new PublisherOptions { LeavesLater = true });
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FeedDrain>();
        silo.Services.AddSingleton(RejectionPatience.OfSilo);
        silo.AddOutgoingGrainCallFilter<RepeatRejected>();
        silo.Services.AddHostedService<CutOff>();
        silo.UseActors(settings.Silo, settings.Storage);
    });

    public static IHostApplicationBuilder AddCrmClusterClient(this IHostApplicationBuilder builder, HostSettings settings)
    {
        builder.Services.AddSingleton(RejectionPatience.OfClient);
        builder.Services.AddSingleton<ClusterLink>();
        builder.Services.AddSingleton<IClusterConnectionStatusObserver>(static services => services.GetRequiredService<ClusterLink>());
        builder.Services.AddSingleton<IClusterView, ClientClusterView>();
        builder.Services.AddFailuresOverTheNetwork();
        return builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => Name(options, settings.Cluster));
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = Database(settings));
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = GatewayRefresh);
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = settings.Cluster.AnswerTimeout);
            client.AddOutgoingGrainCallFilter<RepeatRejected>();
            client.UseConnectionRetryFilter<ClusterLink.WaitForSilos>();
        });
    }

    private static void Name(ClusterOptions options, ClusterSettings cluster) => (options.ClusterId, options.ServiceId) = (cluster.Id, cluster.Service);

    private static (string Invariant, string ConnectionString) Database(HostSettings settings) =>
        ("Npgsql", PostgresStores.ConnectionString(settings.Storage, "socialcrm-cluster", MaxMembershipConnections));
}
