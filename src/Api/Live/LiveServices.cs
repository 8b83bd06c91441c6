using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialCrm.Api.Access;
using SocialCrm.Audiences;

namespace SocialCrm.Live;

public static class LiveServices
{
    public const string Path = "/hub/live";

    /// <summary>
    /// Watching. Needs an <c>IGrainFactory</c>, <c>IGroupedReads</c> and <c>IDeskQueries</c>; call after the engine was added, so that it stops before the engine does.
    /// </summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new LiveOptions());
        services.AddSingleton<FeedLeases>();
        services.AddSingleton<WatchTable>();
        services.AddHostedService<FeedReceiver>();
        services.TryAddSingleton(new AudienceTimes());
        services.AddSingleton<Viewings>();
        services.AddSingleton<WatchedPresences>();
        services.AddHostedService<PeopleReceiver>();
        // The dispatcher logs every refusal and every client that left in the middle of a call as an error; what is one, the hub logs itself.
        services.AddLogging(static logging => logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Critical));
        services.AddSignalR().AddJsonProtocol(static json => json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, LiveJson.Default));
        services.AddOptions<HubOptions>().Configure<LiveOptions>(static (hub, live) =>
        {
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(60);
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.MaximumReceiveMessageSize = live.MaxMessageBytes;
            // One at a time: a watch and its end can't overtake each other.
            hub.MaximumParallelInvocationsPerClient = 1;
        });
        return services;
    }

    /// <summary>Maps the hub, for whoever may ask.</summary>
    public static IEndpointConventionBuilder MapLive(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<LiveOptions>();
        return endpoints.MapHub<LiveHub>(Path, http =>
        {
            http.ApplicationMaxBufferSize = options.BufferBytes;
            http.TransportMaxBufferSize = options.BufferBytes;
            http.TransportSendTimeout = options.CloseAfter;
        }).Needs(new Needs(Permissions.Read) { IsHub = true });
    }
}
