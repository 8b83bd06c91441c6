using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orleans.Embedded.Hosting;

public static class EmbeddedOrleansExtensions
{
    /// <summary>
    /// Runs grains in this process. Gives <see cref="IGrainFactory"/>, <see cref="IClusterClient"/> and <see cref="EmbeddedClusterView"/>;
    /// checks the contract rules when the host starts, and deactivates the grains when it stops. Time is the registered <see cref="TimeProvider"/>'s.
    /// </summary>
    public static IServiceCollection AddEmbeddedOrleans(this IServiceCollection services, Action<EmbeddedOrleansOptions> configure)
    {
        services.AddLogging();
        services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EmbeddedSilo>();
        services.AddSingleton<IClusterClient>(s => s.GetRequiredService<EmbeddedSilo>().Factory);
        services.AddSingleton<IGrainFactory>(s => s.GetRequiredService<IClusterClient>());
        services.AddSingleton<EmbeddedClusterView>();
        services.AddHostedService<EmbeddedSiloService>();
        return services;
    }
}
