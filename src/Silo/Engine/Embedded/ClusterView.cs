using Orleans.Embedded;

namespace SocialCrm.Silo;

/// <summary>Asked of the embedded engine itself.</summary>
internal sealed class ClusterView(EmbeddedClusterView engine) : IClusterView
{
    public bool IsReachable => true;

    public Task<IReadOnlyList<ActorCount>> ResidentAsync() =>
        Task.FromResult<IReadOnlyList<ActorCount>>([.. engine.CountsByGrainType().Select(c => new ActorCount(c.GrainType, c.Activations))]);
}
