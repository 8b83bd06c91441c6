using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Hosting;
using Orleans.Storage;
using SocialCrm.Agents;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Storage;

namespace SocialCrm.Silo;

/// <summary>The grains in this process, run by the embedded engine.</summary>
public static class SiloHosting
{
    public const string EngineName = "embedded";

    /// <param name="storage">For the other engine: here all state goes through the store that is registered.</param>
    public static IHostApplicationBuilder AddCrmSilo(this IHostApplicationBuilder builder, SiloOptions options, StorageOptions storage)
    {
        builder.Services.AddEmbeddedOrleans(engine =>
        {
            foreach (var assembly in Assemblies) engine.GrainAssemblies.Add(assembly);
            engine.ResponseTimeout = options.ResponseTimeout;
            engine.MaxWaitingRequests = options.MaxWaitingRequests;
            engine.CollectionAge = options.CollectionAge;
        });
        builder.Services.AddKeyedSingleton<IGrainStorage, StoredAgents>(AgentGrain.Storage);
        builder.Services.AddSingleton<IClusterView, ClusterView>();
        return builder;
    }

    private static readonly Assembly[] Assemblies = [typeof(CustomerView).Assembly, typeof(ICustomerGrain).Assembly, typeof(ConversationGrain).Assembly];
}
