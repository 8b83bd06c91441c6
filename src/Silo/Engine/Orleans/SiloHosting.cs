using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace SocialCrm.Silo;

/// <summary>The grains in this process, run by Microsoft Orleans: a silo of its own that no other process joins.</summary>
public static class SiloHosting
{
    public const string EngineName = "orleans";

    public static IHostApplicationBuilder AddCrmSilo(this IHostApplicationBuilder builder, SiloOptions options) => builder.UseOrleans(silo =>
    {
        // No gateway: nothing outside this process calls in.
        silo.UseLocalhostClustering(options.SiloPort, gatewayPort: 0);
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = options.ResponseTimeout;
            messaging.MaxEnqueuedRequestsHardLimit = options.MaxWaitingRequests;
        });
        silo.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
        silo.Services.AddSingleton<IClusterView, ClusterView>();
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = options.CollectionAge);
    });
}
