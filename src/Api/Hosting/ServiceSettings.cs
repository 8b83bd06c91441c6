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

    /// <summary>
    /// The proxies whose X-Forwarded-For and X-Forwarded-Proto are believed (<c>TrustedProxies</c>): addresses and networks (<c>10.0.0.0/24</c>), with commas; an
    /// address is a network of one. Default none: nobody's.
    /// </summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <exception cref="FormatException">A value can't be read; the message names it.</exception>
    public static new ServiceSettings Of(IConfiguration configuration) => new(HostSettings.Of(configuration))
    {
        TrustedProxies = [.. (configuration["TrustedProxies"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ProxyOf)],
    };

    private static IPNetwork ProxyOf(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network
        : throw new FormatException($"TrustedProxies: {text} is neither an IP address nor a network such as 10.0.0.0/24.");
}
