using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using SocialCrm.Storage;

namespace SocialCrm.Silo.Hosting;

/// <summary>Where a process has its actors.</summary>
public enum SiloRole
{
    /// <summary>In a silo of its own that no other process joins: everything in one process.</summary>
    Own,

    /// <summary>In the silos of a cluster: a silo is one of them, an Api process calls them.</summary>
    Cluster,
}

/// <summary>
/// What a start of any process is told, on the command line (<c>--port 5080</c>), in the environment (<c>PORT=5080</c>, <c>Cluster__Id=...</c>) or in
/// appsettings.json, in this order.
/// </summary>
public record HostSettings
{
    /// <summary>The HTTP port, on loopback. Default 5080; 0 takes a free one. Ignored when <see cref="Urls"/> is given.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>What the silo's ports are derived from: the HTTP port, or a random number where the system picks that.</summary>
    public int SiloSeed { get; init; } = 5080;

    /// <summary>Where to listen instead, such as <c>http://0.0.0.0:8080</c>, several with <c>;</c>. Default none.</summary>
    public string? Urls { get; init; }

    /// <summary><c>silo</c>: <c>own</c> (default) or <c>cluster</c>. A silo process is always of a cluster.</summary>
    public SiloRole Role { get; init; }

    /// <summary>Store <c>sqlite</c> (default) or a PostgreSQL connection string; data: the folder of SQLite, default <c>data</c>.</summary>
    public StorageOptions Storage { get; init; } = new();

    /// <summary>The section <c>Cluster</c>. Ignored with a silo of its own.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>The port scheme and bounds of the actors.</summary>
    public SiloOptions Silo => new() { Port = SiloSeed };

    /// <exception cref="FormatException">A value can't be read; the message names it.</exception>
    public static HostSettings Of(IConfiguration configuration)
    {
        var port = PortOf(configuration, "port", 5080);
        var seed = port == 0 ? RandomNumberGenerator.GetInt32(1, 65_536) : port;
        return new HostSettings
        {
            Port = port,
            SiloSeed = seed,
            Urls = Given(configuration, "urls"),
            Role = RoleOf(Given(configuration, "silo")),
            Storage = new StorageOptions
            {
                Store = Given(configuration, "store") ?? new StorageOptions().Store,
                DataFolder = Given(configuration, "data") ?? new StorageOptions().DataFolder,
            },
            Cluster = ClusterSettings.Of(configuration, new SiloOptions { Port = seed }),
        };
    }

    /// <summary>Null when it isn't given, or empty.</summary>
    internal static string? Given(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } value ? value : null;

    internal static int PortOf(IConfiguration configuration, string name, int otherwise)
    {
        if (Given(configuration, name) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535
            ? port
            : throw new FormatException($"--{name} {text}: a port is 0 to 65535.");
    }

    private static SiloRole RoleOf(string? text) => text?.ToLowerInvariant() switch
    {
        null or "own" => SiloRole.Own,
        "cluster" => SiloRole.Cluster,
        _ => throw new FormatException($"--silo {text}: own or cluster."),
    };
}
