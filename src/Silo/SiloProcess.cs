using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Figures;
using SocialCrm.Live;
using SocialCrm.Outbox;
using SocialCrm.Routing;
using SocialCrm.Silo.Hosting;
using SocialCrm.Storage;

namespace SocialCrm.Silo;

/// <summary>A silo of a cluster: the store, the grains and what runs beside them, and a small HTTP side for whoever watches the process.</summary>
public static class SiloProcess
{
    /// <param name="args">As of <see cref="HostSettings"/>; <c>--silo</c> needs not be said.</param>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var settings = HostSettings.Of(builder.Configuration) with { Role = SiloRole.Cluster };
        StartRefusedException.ThrowIf(StartRefusal.Of(settings));
        builder.UseQuietLogging();
        builder.WebHost.UseUrls(settings.Urls ?? $"http://127.0.0.1:{settings.Port}");
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);

        // Hosted services stop in the opposite order: what runs beside the grains, the feed, the grains, and the store last.
        builder.Services.AddStorage(settings.Storage);
        builder.AddCrmClusterSilo(settings);
        builder.Services.AddSingleton(OutboxOptions.Of(builder.Configuration));
        builder.Services.AddChangeFeed().AddGrainWork().AddFigures().AddBusiestCustomers().AddQueueRouting();
        builder.Services.AddSingleton<Readiness>();

        var app = builder.Build();
        app.MapSiloHealth();
        return app;
    }
}
