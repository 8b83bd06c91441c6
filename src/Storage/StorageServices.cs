using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SocialCrm.Live;

namespace SocialCrm.Storage;

public static class StorageServices
{
    /// <summary>
    /// Registers the store and its interfaces. It is opened before any hosted service starts; a host that has none calls <see cref="Store.OpenAsync"/> itself.
    /// Changes go to the <see cref="IChangeSink"/> that is registered, else nowhere.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IChangeSink, NoChangeSink>();
        services.AddSingleton(options);
        services.AddSingleton<Store>();
        services.AddSingleton(static s => s.GetRequiredService<Store>().Journal);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Reads);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Queries);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Desk);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Access);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Agents);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Processes);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Responses);
        services.AddSingleton(static s => s.GetRequiredService<Store>().ResponseFollower);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Configuration);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Alarms);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Commitments);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Notices);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Outbox);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Secrets);
        services.AddSingleton(static s => s.GetRequiredService<Store>().Routing);
        services.AddHostedService<StoreStart>();
        return services;
    }

    private sealed class NoChangeSink : IChangeSink
    {
        public void Committed(IReadOnlyList<Change> changes)
        {
        }
    }

    /// <summary>Opens the store in the phase before all hosted services' own start.</summary>
    private sealed class StoreStart(Store store) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
