using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Alarms;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Deadlines;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.Outbox;
using SocialCrm.ResponseTimes;
using SocialCrm.Rules;
using SocialCrm.Sweeps;

namespace SocialCrm;

/// <summary>What the grains and those who call them need besides storage and the engine.</summary>
public static class GrainServices
{
    /// <summary>For every host: finding customers and taking interactions in.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddConfigurations()
        .AddSingleton<IdentityCache>()
        .AddSingleton<AuthorResolution>()
        .AddSingleton<Intake>()
        .AddSingleton<UpdateIntake>()
        .AddSingleton<HistoryEnd>()
        .AddSingleton<PolicyJobs>()
        .AddSingleton<RuleTrials>()
        .AddHostedService(static s => s.GetRequiredService<PolicyJobs>())
        .AddHostedService(static s => s.GetRequiredService<RuleTrials>());

    /// <summary>For every host, after the store: what people configured, known before any grain is called.</summary>
    public static IServiceCollection AddConfigurations(this IServiceCollection services)
    {
        // Asked for twice by a host with a silo of its own; and a test may have put another before.
        if (services.Any(static s => s.ServiceType == typeof(IConfigurations))) return services;
        return services
            .AddSingleton<Configurations>()
            .AddSingleton<IConfigurations>(static s => s.GetRequiredService<Configurations>())
            .AddHostedService(static s => s.GetRequiredService<Configurations>());
    }

    /// <summary>For hosts with a silo: what runs beside the grains.</summary>
    public static IServiceCollection AddGrainWork(this IServiceCollection services) => services
        .AddConfigurations()
        .AddSingleton<ResidentCustomers>()
        .AddSingleton<KnownPeople>()
        .AddHostedService(static s => s.GetRequiredService<KnownPeople>())
        .AddSingleton<Announcements>()
        .AddHostedService<Sweep>()
        .AddHostedService<DeadlineWorker>()
        .AddHostedService<ResponseTailer>()
        .AddSingleton<NoticeDelivery>()
        .AddHostedService(static s => s.GetRequiredService<NoticeDelivery>())
        .AddSingleton<SilenceSweep>()
        .AddHostedService(static s => s.GetRequiredService<SilenceSweep>())
        .AddOutbox();
}
