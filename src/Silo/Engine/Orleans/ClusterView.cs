using Orleans;
using Orleans.Runtime;

namespace SocialCrm.Silo;

/// <summary>Asked of Orleans' management grain, over all silos.</summary>
internal class ClusterView(IGrainFactory grains) : IClusterView
{
    public virtual bool IsReachable => true;

    public async Task<IReadOnlyList<ActorCount>> ResidentAsync()
    {
        var statistics = await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        return
        [
            .. statistics.Where(s => s.GrainType.StartsWith("SocialCrm.", StringComparison.Ordinal))
                .GroupBy(s => KindOf(s.GrainType), StringComparer.Ordinal)
                .Select(kind => new ActorCount(kind.Key, kind.Sum(s => (long)s.ActivationCount))),
        ];
    }

    /// <summary>The statistics name classes, <c>SocialCrm.Customers.CustomerGrain,SocialCrm.Grains</c>; the kind is the name of the grain type.</summary>
    private static string KindOf(string type)
    {
        var name = type.Split(',')[0];
        name = name[(name.LastIndexOf('.') + 1)..];
        return (name.EndsWith("Grain", StringComparison.Ordinal) ? name[..^5] : name).ToLowerInvariant();
    }
}

/// <summary>The same from a process without a silo.</summary>
internal sealed class ClientClusterView(IGrainFactory grains, ClusterLink link) : ClusterView(grains)
{
    public override bool IsReachable => link.IsUp;
}
