namespace SocialCrm.Silo;

/// <summary>How the grains are run, whichever engine runs them.</summary>
public sealed record SiloOptions
{
    /// <summary>The HTTP port of this process: the silo's own port is derived from it (port + 20,000, wrapped into 1,024 to 65,535), so two don't collide.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>How long a caller waits for an answer. Default 30 s; then the outcome is unknown.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests that may wait for one activation; more are refused. Default 1,000.</summary>
    public int MaxWaitingRequests { get; init; } = 1_000;

    /// <summary>How long a grain stays in memory without calls. Default 15 minutes.</summary>
    public TimeSpan CollectionAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The silo's port between silos.</summary>
    public int SiloPort => 1_024 + ((Port + 20_000 - 1_024) % (65_536 - 1_024));
}
