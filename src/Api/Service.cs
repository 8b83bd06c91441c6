using SocialCrm.Api.Abuse;
using SocialCrm.Api.Access;
using SocialCrm.Api.AgentConsole;
using SocialCrm.Api.Agents;
using SocialCrm.Api.Alarms;
using SocialCrm.Api.Approvals;
using SocialCrm.Api.Calendars;
using SocialCrm.Api.Cluster;
using SocialCrm.Api.Commitments;
using SocialCrm.Api.Configuration;
using SocialCrm.Api.Conversations;
using SocialCrm.Api.Customers;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Identities;
using SocialCrm.Api.Interactions;
using SocialCrm.Api.Notices;
using SocialCrm.Api.Observability;
using SocialCrm.Api.Outbox;
using SocialCrm.Api.RateLimits;
using SocialCrm.Api.ResponseTimes;
using SocialCrm.Api.Routing;
using SocialCrm.Api.Rules;
using SocialCrm.Api.StartPage;
using SocialCrm.Api.Stats;
using SocialCrm.Api.Templates;
using SocialCrm.Figures;
using SocialCrm.Live;
using SocialCrm.Outbox;
using SocialCrm.Routing;
using SocialCrm.Silo;
using SocialCrm.Silo.Hosting;
using SocialCrm.Storage;

namespace SocialCrm.Api;

/// <summary>The whole service in one process: store, grains, HTTP. Or, where the grains are in a cluster's silos, all but them.</summary>
internal static class Service
{
    /// <param name="args">As of <see cref="ServiceSettings"/>.</param>
    /// <param name="adjust">Changes to what is registered, for tests: another clock, another console.</param>
    /// <param name="overrides">Settings that go before all others, for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null, params IEnumerable<(string Name, string Value)> overrides)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        foreach (var (name, value) in overrides) builder.Configuration[name] = value;
        var settings = ServiceSettings.Of(builder.Configuration);
        StartRefusedException.ThrowIf(StartRefusal.Of(settings));
        builder.UseQuietLogging();
        builder.UseListening(settings);

        // Hosted services stop in the opposite order, after the server has finished what is in flight: live, feed, grains, and the store last.
        builder.Services.AddStorage(settings.Storage);
        builder.AddActors(settings);
        builder.Services.AddCluster().AddIntake().AddLive();

        builder.Services.AddRateLimits(builder.Configuration);
        builder.Services.AddAccess();
        builder.Services.AddInteractions(builder.Configuration);
        builder.Services.AddCustomers().AddIdentities().AddConversations().AddAgents().AddConfiguration().AddCalendars().AddRules().AddAlarms().AddCommitments().AddAbuse().AddApprovals().AddNotices().AddOutboxApi().AddResponseTimes().AddDesk().AddTemplates();
        builder.Services.AddHealth().AddDocumentation();
        builder.Services.AddObservability(builder.Configuration);
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseTrustedProxies(settings);
        app.UseMiddleware<Front>();
        app.UseRouting();
        app.UseMiddleware<Gate>();
        app.UseRequestTimeouts();
        app.UseWebSockets();

        app.MapInteractions();
        app.MapCustomers();
        app.MapIdentities();
        app.MapConversations();
        app.MapAgents();
        app.MapConfiguration();
        app.MapAlarms();
        app.MapCommitments();
        app.MapCalendars();
        app.MapNotices();
        app.MapOutbox();
        app.MapRules();
        app.MapStats();
        app.MapDesk();
        app.MapTemplates();
        app.MapResponseTimes();
        app.MapPublicFigure();
        app.MapCluster();
        app.MapAccess();
        app.MapHealth();
        app.MapDocumentation();
        app.MapStartPage();
        app.MapConsole();
        app.MapLive();
        return app;
    }

    /// <summary>What runs beside the grains runs where they are.</summary>
    private static void AddActors(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        if (settings.Role == SiloRole.Cluster)
        {
            builder.AddCrmClusterClient(settings);
            return;
        }

        builder.AddCrmSilo(settings.Silo, settings.Storage);
        builder.Services.AddSingleton(OutboxOptions.Of(builder.Configuration));
        builder.Services.AddChangeFeed().AddGrainWork().AddBusiestCustomers().AddQueueRouting();
    }
}
