using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Deadlines;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.ResponseTimes;
using SocialCrm.Sweeps;

namespace SocialCrm;

/// <summary>What the grains and those who call them need besides storage and the engine.</summary>
public static class GrainServices
{
    /// <summary>For every host: finding customers and taking interactions in.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<IConfigurations>(new FixedConfiguration(Configuration.Configuration.Empty))
        .AddSingleton<IdentityCache>()
        .AddSingleton<AuthorResolution>()
        .AddSingleton<Intake>()
        .AddSingleton<HistoryEnd>();

    /// <summary>For hosts with a silo: what runs beside the grains.</summary>
    public static IServiceCollection AddGrainWork(this IServiceCollection services) => services
        .AddSingleton<ResidentCustomers>()
        .AddHostedService<Sweep>()
        .AddHostedService<DeadlineWorker>()
        .AddHostedService<ResponseTailer>();
}
