using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Hosting;
using SocialCrm.Conversations;
using SocialCrm.Customers;

namespace SocialCrm.Silo;

/// <summary>The grains in this process, run by the embedded engine.</summary>
public static class SiloHosting
{
    public const string EngineName = "embedded";

    public static IHostApplicationBuilder AddCrmSilo(this IHostApplicationBuilder builder, SiloOptions options)
    {
        builder.Services.AddEmbeddedOrleans(engine =>
        {
            foreach (var assembly in Assemblies) engine.GrainAssemblies.Add(assembly);
            engine.ResponseTimeout = options.ResponseTimeout;
            engine.MaxWaitingRequests = options.MaxWaitingRequests;
            engine.CollectionAge = options.CollectionAge;
        });
        builder.Services.AddSingleton<IClusterView, ClusterView>();
        return builder;
    }

    private static readonly Assembly[] Assemblies = [typeof(CustomerView).Assembly, typeof(ICustomerGrain).Assembly, typeof(ConversationGrain).Assembly];
}
