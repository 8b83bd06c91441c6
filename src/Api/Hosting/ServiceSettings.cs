using System.Net;
using SocialCrm.Silo.Hosting;

namespace SocialCrm.Api.Hosting;

/// <summary>What the start of an Api process is told: all that any process is, and what only HTTP to the outside needs.</summary>
internal sealed record ServiceSettings : HostSettings
{
    private ServiceSettings(HostSettings host)
        : base(host)
    {
    }

    /// <summary>Addresses of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, with commas (<c>TrustedProxies</c>). Default none: nobody's.</summary>
    public IReadOnlyList<IPAddress> TrustedProxies { get; init; } = [];

    /// <exception cref="FormatException">A value can't be read; the message names it.</exception>
    public static new ServiceSettings Of(IConfiguration configuration) => new(HostSettings.Of(configuration))
    {
        TrustedProxies = [.. (configuration["TrustedProxies"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ProxyOf)],
    };

    private static IPAddress ProxyOf(string text) =>
        IPAddress.TryParse(text, out var address) ? address : throw new FormatException($"TrustedProxies: {text} is not an IP address.");
}
