using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using SocialCrm.Audiences;
using SocialCrm.Configuration;
using SocialCrm.Live;

namespace SocialCrm.Routing;

public static class RoutingServices
{
    /// <summary>For hosts with a silo, after everything else that registers an <see cref="IChangeSink"/>: it stands before the last of them.</summary>
    public static IServiceCollection AddQueueRouting(this IServiceCollection services)
    {
        var sink = services.LastOrDefault(static s => s.ServiceType == typeof(IChangeSink));
        services.AddSingleton<IChangeSink>(provider => new RoutingHints(
            sink is null ? new Nowhere() : Made(sink, provider), provider.GetRequiredService<IGrainFactory>(), new Lazy<IConfigurations>(provider.GetRequiredService<IConfigurations>)));
        services.TryAddSingleton(new AudienceTimes());
        return services.AddHostedService<RoutingSweep>();
    }

    private static IChangeSink Made(ServiceDescriptor sink, IServiceProvider provider) => (IChangeSink)(
        sink.ImplementationInstance ?? sink.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, sink.ImplementationType!));

    private sealed class Nowhere : IChangeSink
    {
        public void Committed(IReadOnlyList<Change> changes)
        {
        }
    }
}
