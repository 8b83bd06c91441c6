namespace SocialCrm.Silo;

/// <summary>What operators see of the actors, whichever engine runs them.</summary>
public interface IClusterView
{
    /// <summary>Whether calls have somewhere to go: true with a silo in this process, else while a connection to the cluster stands.</summary>
    bool IsReachable { get; }

    /// <summary>How many actors are in memory, by kind. Walks all of them: for figures that are read now and then.</summary>
    Task<IReadOnlyList<ActorCount>> ResidentAsync();
}

/// <param name="Kind">The grain type's name, such as <c>customer</c>.</param>
/// <param name="Count">Activations in memory.</param>
public sealed record ActorCount(string Kind, long Count);
