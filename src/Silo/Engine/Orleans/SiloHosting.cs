using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using SocialCrm.Storage;

namespace SocialCrm.Silo;

/// <summary>The grains in this process, run by Microsoft Orleans: a silo of its own that no other process joins.</summary>
public static class SiloHosting
{
    public const string EngineName = "orleans";

    public static IHostApplicationBuilder AddCrmSilo(this IHostApplicationBuilder builder, SiloOptions options, StorageOptions storage) => builder.UseOrleans(silo =>
    {
        // No gateway: nothing outside this process calls in.
        silo.UseLocalhostClustering(options.SiloPort, gatewayPort: 0);
        silo.UseActors(options, storage);
    });

    /// <summary>What any silo has, alone or in a cluster.</summary>
    internal static void UseActors(this ISiloBuilder silo, SiloOptions options, StorageOptions storage)
    {
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = options.ResponseTimeout;
            messaging.MaxEnqueuedRequestsHardLimit = options.MaxWaitingRequests;
        });
        silo.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = options.CollectionAge;
            // Above 80 % of the memory there is, the actors idle for longest go until 75 % is reached; whoever needs them reads them again.
            collection.EnableActivationSheddingOnMemoryPressure = true;
            collection.MemoryUsageLimitPercentage = options.MemoryLimitPercent;
            collection.MemoryUsageTargetPercentage = options.MemoryTargetPercent;
        });
        silo.UseAgentStorage(storage);
        silo.Services.AddFailuresOverTheNetwork();
        silo.Services.AddSingleton<IClusterView, ClusterView>();
    }
}
