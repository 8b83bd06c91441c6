namespace SocialCrm.Silo;

/// <summary>How the grains are run, whichever engine runs them.</summary>
public sealed record SiloOptions
{
    private const int LowestPort = 1_024;
    private const int HighestPort = 65_535;

    /// <summary>
    /// The HTTP port of this process: the silo's other ports are derived from it, wrapped into 1,024 to 65,535, so two processes don't collide. Those
    /// of HTTP ports below 12,768 stay below 32,768, where Linux begins to take ports for outgoing connections.
    /// </summary>
    public int Port { get; init; } = 5080;

    /// <summary>How long a caller waits for an answer. Default 30 s; then the outcome is unknown.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests that may wait for one activation; more are refused. Default 1,000.</summary>
    public int MaxWaitingRequests { get; init; } = 1_000;

    /// <summary>How long a grain stays in memory without calls. Default 15 minutes.</summary>
    public TimeSpan CollectionAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Percent of the machine's or container's memory above which idle actors are let go. Default 80. Ignored by the embedded engine.</summary>
    public double MemoryLimitPercent { get; init; } = 80;

    /// <summary>Percent of the memory at which that stops. Default 75; below <see cref="MemoryLimitPercent"/>.</summary>
    public double MemoryTargetPercent { get; init; } = 75;

    /// <summary>The silo's port between silos: port + 20,000.</summary>
    public int SiloPort => Wrapped(Port + 20_000);

    /// <summary>The port at which Api processes reach the silo: port + 10,000.</summary>
    public int GatewayPort => Wrapped(Port + 10_000);

    private static int Wrapped(int port) => LowestPort + ((port - LowestPort) % (HighestPort + 1 - LowestPort));
}
