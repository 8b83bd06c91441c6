using System.Globalization;
using System.Net;
using System.Net.Sockets;
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
    private const int LowestSeed = 1_024;
    private const int HighestSeed = 12_768;
    private const int MaxSeedAttempts = 100;

    /// <summary>The HTTP port, on loopback. Default 5080; 0 takes a free one. Ignored when <see cref="Urls"/> is given.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Where to listen instead, such as <c>http://0.0.0.0:8080</c>, several with <c>;</c>. Default none.</summary>
    public string? Urls { get; init; }

    /// <summary><c>silo</c>: <c>own</c> (default) or <c>cluster</c>. A silo process is always of a cluster.</summary>
    public SiloRole Role { get; init; }

    /// <summary>Store <c>sqlite</c> (default) or a PostgreSQL connection string; data: the folder of SQLite, default <c>data</c>.</summary>
    public StorageOptions Storage { get; init; } = new();

    /// <summary>The section <c>Cluster</c>. Ignored with a silo of its own.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>
    /// The port scheme and bounds of the actors. Ports are derived from the HTTP port, or from a number whose silo port is free where the system picks that;
    /// <c>Memory:LimitPercent</c> and <c>Memory:TargetPercent</c> say when idle actors are let go.
    /// </summary>
    public SiloOptions Silo { get; init; } = new();

    /// <exception cref="FormatException">A value can't be read; the message names it.</exception>
    public static HostSettings Of(IConfiguration configuration)
    {
        var port = PortOf(configuration, "port", 5080);
        var seed = port == 0 ? FreeSeed() : port;
        var actors = ActorsOf(configuration, new SiloOptions { Port = seed });
        return new HostSettings
        {
            Port = port,
            Urls = Given(configuration, "urls"),
            Role = RoleOf(Given(configuration, "silo")),
            Storage = new StorageOptions
            {
                Store = Given(configuration, "store") ?? new StorageOptions().Store,
                DataFolder = Given(configuration, "data") ?? new StorageOptions().DataFolder,
            },
            Silo = actors,
            Cluster = ClusterSettings.Of(configuration, actors),
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

    /// <summary>One whose silo port is free, below those that Linux takes for outgoing connections; any after 100 attempts.</summary>
    private static int FreeSeed()
    {
        var seed = 0;
        for (var attempt = 0; attempt < MaxSeedAttempts; attempt++)
        {
            seed = RandomNumberGenerator.GetInt32(LowestSeed, HighestSeed);
            if (IsFree(new SiloOptions { Port = seed }.SiloPort)) break;
        }

        return seed;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static SiloOptions ActorsOf(IConfiguration configuration, SiloOptions otherwise)
    {
        var actors = otherwise with
        {
            MemoryLimitPercent = PercentOf(configuration, "Memory:LimitPercent", otherwise.MemoryLimitPercent),
            MemoryTargetPercent = PercentOf(configuration, "Memory:TargetPercent", otherwise.MemoryTargetPercent),
        };
        return actors.MemoryTargetPercent < actors.MemoryLimitPercent
            ? actors
            : throw new FormatException(FormattableString.Invariant($"--Memory:TargetPercent {actors.MemoryTargetPercent}: must be below Memory:LimitPercent, {actors.MemoryLimitPercent}."));
    }

    private static double PercentOf(IConfiguration configuration, string name, double otherwise)
    {
        if (Given(configuration, name) is not { } text) return otherwise;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100
            ? percent
            : throw new FormatException($"--{name} {text}: a percentage above 0, at most 100.");
    }

    private static SiloRole RoleOf(string? text) => text?.ToLowerInvariant() switch
    {
        null or "own" => SiloRole.Own,
        "cluster" => SiloRole.Cluster,
        _ => throw new FormatException($"--silo {text}: own or cluster."),
    };
}
