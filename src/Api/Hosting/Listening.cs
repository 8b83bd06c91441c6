using Microsoft.AspNetCore.HttpOverrides;

namespace SocialCrm.Api.Hosting;

/// <summary>How the server listens, and what it believes of what it hears.</summary>
internal static class Listening
{
    /// <summary>Requests' headers have to be there by then.</summary>
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    public static void UseListening(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(settings.Urls ?? $"http://127.0.0.1:{settings.Port}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Bounds.MaxHeardBytes;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        });
        builder.Services.AddRequestTimeouts();
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxies in settings.TrustedProxies) options.KnownIPNetworks.Add(proxies);
        });
    }

    public static void UseTrustedProxies(this WebApplication app, ServiceSettings settings)
    {
        if (settings.TrustedProxies.Count > 0) app.UseForwardedHeaders();
    }
}
