using Orleans;
using SocialCrm.Storage;

namespace SocialCrm.Reach;

/// <inheritdoc cref="IReachGrain"/>
[GrainType("reach"), CollectionAgeLimit(Minutes = 2)]
public sealed class ReachGrain(Store store) : Grain, IReachGrain
{
    public Task<bool> ReachesAsync() => store.CanCommitAsync(CancellationToken.None);
}
