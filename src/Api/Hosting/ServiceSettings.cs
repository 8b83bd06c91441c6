using System.Globalization;
using SocialCrm.Storage;

namespace SocialCrm.Api.Hosting;

/// <summary>
/// What a start is told, on the command line (<c>--port 5080</c>), in the environment (<c>PORT=5080</c>) or in appsettings.json, in this order.
/// </summary>
internal sealed record ServiceSettings
{
    /// <summary>The HTTP port, on loopback. Default 5080; 0 takes a free one. Ignored when <see cref="Urls"/> is given.</summary>
    public required int Port { get; init; }

    /// <summary>What the silo's port is derived from: the HTTP port, or a random number where the system picks that.</summary>
    public int SiloSeed { get; init; }

    /// <summary>Where to listen instead, such as <c>http://0.0.0.0:8080</c>, several with <c>;</c>. Default none.</summary>
    public string? Urls { get; init; }

    /// <summary>Store <c>sqlite</c> (default) or a PostgreSQL connection string; data: the folder of SQLite, default <c>data</c>.</summary>
    public required StorageOptions Storage { get; init; }

    /// <summary>Addresses of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, with commas (<c>TrustedProxies</c>). Default none: nobody's.</summary>
    public IReadOnlyList<System.Net.IPAddress> TrustedProxies { get; init; } = [];

    /// <exception cref="FormatException">A value can't be read; the message names it.</exception>
    public static ServiceSettings Of(IConfiguration configuration)
    {
        var port = PortOf(configuration["port"]);
        return Of(configuration, port) with { SiloSeed = port == 0 ? System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, 65_536) : port };
    }

    private static ServiceSettings Of(IConfiguration configuration, int port) => new()
    {
        Port = port,
        Urls = configuration["urls"] is { Length: > 0 } urls ? urls : null,
        Storage = new StorageOptions
        {
            Store = configuration["store"] is { Length: > 0 } store ? store : new StorageOptions().Store,
            DataFolder = configuration["data"] is { Length: > 0 } data ? data : new StorageOptions().DataFolder,
        },
        TrustedProxies = [.. (configuration["TrustedProxies"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ProxyOf)],
    };

    private static int PortOf(string? text)
    {
        if (text is null or "") return 5080;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535
            ? port
            : throw new FormatException($"--port {text}: a port is 0 to 65535.");
    }

    private static System.Net.IPAddress ProxyOf(string text) =>
        System.Net.IPAddress.TryParse(text, out var address) ? address : throw new FormatException($"TrustedProxies: {text} is not an IP address.");
}
