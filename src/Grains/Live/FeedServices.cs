using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SocialCrm.Live;

public static class FeedServices
{
    /// <summary>
    /// The change publisher, as the journal's sink. Call after the engine was added, so that it stops (and drains) before the engine does.
    /// </summary>
    public static IServiceCollection AddChangeFeed(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new PublisherOptions());
        services.AddSingleton<ChangePublisher>();
        services.AddSingleton<IChangeSink>(static provider => provider.GetRequiredService<ChangePublisher>());
        services.AddHostedService(static provider => provider.GetRequiredService<ChangePublisher>());
        return services;
    }
}
