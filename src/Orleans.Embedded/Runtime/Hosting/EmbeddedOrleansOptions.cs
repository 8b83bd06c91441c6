using System.Reflection;

namespace Orleans.Embedded.Hosting;

/// <summary>How the embedded engine runs. Read once, at start.</summary>
public sealed class EmbeddedOrleansOptions
{
    /// <summary>Where grain classes, grain interfaces and the types they exchange are found. Default none: nothing can be called.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>How long a caller waits for an answer before a <see cref="TimeoutException"/>; [ResponseTimeout] goes before. Default 30 s. Up to 0.5 s late.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain stays without calls; [CollectionAgeLimit] and [KeepAlive] go before. Default 15 minutes.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle grains are looked for, and so how late they may be ended. Default 1 minute.</summary>
    public TimeSpan CollectionInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests that may wait for one activation beside the one that runs; more are refused with a LimitExceededException. Interleaving ones that run count too. Default 1,000.</summary>
    public int MaxWaitingRequests { get; set; } = 1_000;

    /// <summary>What the aliases of types and interfaces must begin with. Default <c>crm.</c>.</summary>
    public string AliasPrefix { get; set; } = "crm.";

    internal EngineFaults Faults { get; set; } = EngineFaults.None;
}
