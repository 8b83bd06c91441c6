using Orleans.Runtime;
using Orleans.Runtime.Placement;
using SocialCrm.Storage;

namespace SocialCrm.Silo;

/// <summary>
/// Beside the caller (<see cref="PreferLocalPlacement"/>) or anywhere, but elsewhere while this silo can't reach the database: an actor that can't read
/// its state there may find it in another. Anywhere means at random. Orleans' own choice, by load, would send all new actors to a silo
/// that is cut off, since nothing is as idle as that; at random one in a few tries fails, and is repeated.
/// </summary>
internal sealed class ReachPlacement(Store store) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint) return Task.FromResult(hint);
        var local = context.LocalSilo;
        if (store.IsAway)
        {
            var others = Array.FindAll(silos, silo => !silo.Equals(local));
            if (others.Length > 0) silos = others;
        }
        else if (strategy is PreferLocalPlacement && context.LocalSiloStatus == SiloStatus.Active && silos.Contains(local))
        {
            return Task.FromResult(local);
        }

        return Task.FromResult(silos[Random.Shared.Next(silos.Length)]);
    }
}
