using SocialCrm.TestKit;

namespace SocialCrm.Bench.Load;

/// <summary>Where load goes: the processes that answer HTTP, in turns, and the silos behind them (none where an Api process has its own).</summary>
internal sealed record LoadTarget(IReadOnlyList<ServiceProcess> Apis, IReadOnlyList<ServiceProcess> Silos)
{
    public static implicit operator LoadTarget(ServiceProcess one) => new([one], []);

    public static implicit operator LoadTarget(ClusterProcesses cluster) => new(cluster.Apis, cluster.Silos);

    public int PortOf(int connection) => Apis[connection % Apis.Count].Port;

    /// <summary>Bytes that the operating system counts for the processes.</summary>
    public static long WorkingSetOf(IEnumerable<ServiceProcess> processes) => processes.Sum(static p => p.WorkingSet);
}
