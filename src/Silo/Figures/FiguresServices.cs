using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Live;
using SocialCrm.Notices;

namespace SocialCrm.Figures;

public static class FiguresServices
{
    /// <summary>Gathers this process's figures and shares them with the others of the store.</summary>
    public static IServiceCollection AddFigures(this IServiceCollection services)
    {
        services.AddSingleton<Readings>();
        services.AddSingleton<LastMinute>();
        services.AddSingleton<BusiestCustomers>();
        services.AddSingleton<ClusterFigures>();
        services.AddHostedService(static provider => provider.GetRequiredService<ClusterFigures>());
        return services;
    }

    /// <summary>Counts, where the grains are, whom this process commits for. Call after the change feed was added: it stands before it.</summary>
    public static IServiceCollection AddBusiestCustomers(this IServiceCollection services) => services.AddSingleton<IChangeSink>(
        static provider => new CountedSink(provider.GetRequiredService<ChangePublisher>(), provider.GetRequiredService<BusiestCustomers>()));

    private sealed class CountedSink(IChangeSink next, BusiestCustomers busiest) : IChangeSink
    {
        public void Committed(IReadOnlyList<Change> changes)
        {
            next.Committed(changes);
            busiest.Add(changes);
        }

        public void Raised(IReadOnlyList<NoticeView> notices) => next.Raised(notices);

        public void Waits() => next.Waits();
    }
}
