using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace SocialCrm.Silo.Hosting;

/// <summary>Configuration section <c>Cluster</c>: which cluster a process belongs to, and how the others reach it.</summary>
public sealed record ClusterSettings
{
    public const string Section = "Cluster";

    /// <summary><c>Cluster:Id</c>: silos and Api processes with the same id on the same store find each other. Default <c>socialcrm</c>.</summary>
    public string Id { get; init; } = "socialcrm";

    /// <summary><c>Cluster:Service</c>: under which name the small state of grains is stored; never changes with a deployment. Default <c>socialcrm</c>.</summary>
    public string Service { get; init; } = "socialcrm";

    /// <summary>What <c>Cluster:Address</c> says instead of an address that nobody knows before the start.</summary>
    private const string OwnAddress = "host";

    /// <summary>
    /// <c>Cluster:Address</c>: the IP address under which others reach this silo, or <c>host</c>: that of the machine or container, by its own name, else of
    /// its first network. IPv4 goes first. Default 127.0.0.1.
    /// </summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary><c>Cluster:Listen</c>: the IP address that the silo's ports are opened on. Default <see cref="Address"/>.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary><c>Cluster:SiloPort</c>: between silos. Default derived from the HTTP port.</summary>
    public int SiloPort { get; init; } = new SiloOptions().SiloPort;

    /// <summary><c>Cluster:GatewayPort</c>: from Api processes. Default derived from the HTTP port.</summary>
    public int GatewayPort { get; init; } = new SiloOptions().GatewayPort;

    /// <summary>
    /// How long an Api process waits for an answer of the cluster. 8 s; then the outcome is unknown, and the sender is asked to repeat. What was on its
    /// way through a silo that died is never answered, so this is how long those few senders feel it.
    /// </summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <exception cref="FormatException">A value can't be read; the message names it.</exception>
    internal static ClusterSettings Of(IConfiguration configuration, SiloOptions ports)
    {
        var address = AddressOf(configuration, "Address") ?? IPAddress.Loopback;
        return new ClusterSettings
        {
            Id = HostSettings.Given(configuration, Section + ":Id") ?? "socialcrm",
            Service = HostSettings.Given(configuration, Section + ":Service") ?? "socialcrm",
            Address = address,
            Listen = AddressOf(configuration, "Listen") ?? address,
            SiloPort = HostSettings.PortOf(configuration, Section + ":SiloPort", ports.SiloPort),
            GatewayPort = HostSettings.PortOf(configuration, Section + ":GatewayPort", ports.GatewayPort),
        };
    }

    private static IPAddress? AddressOf(IConfiguration configuration, string name)
    {
        if (HostSettings.Given(configuration, $"{Section}:{name}") is not { } text) return null;
        if (text == OwnAddress) return Own() ?? throw new FormatException($"{Section}:{name}: {text}: this machine has no address but its loopback.");
        return IPAddress.TryParse(text, out var address) ? address : throw new FormatException($"{Section}:{name}: {text} is neither an IP address nor {OwnAddress}.");
    }

    /// <summary>A container's name stands for the address that the others resolve; Debian gives a machine's own name to 127.0.1.1, which nobody else reaches.</summary>
    private static IPAddress? Own() => OfName().Concat(OfNetworks()).Where(static a => !IPAddress.IsLoopback(a) && !a.IsIPv6LinkLocal)
        .OrderBy(static a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).FirstOrDefault();

    private static IPAddress[] OfName()
    {
        try
        {
            return Dns.GetHostAddresses(Dns.GetHostName());
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static IEnumerable<IPAddress> OfNetworks() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(static n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(static n => n.GetIPProperties().UnicastAddresses).Select(static a => a.Address);
}
