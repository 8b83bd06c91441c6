namespace SocialCrm.Agents;

/// <summary>The small personal state of agents: one row a record, written over only by whoever saw its newest version.</summary>
public interface IAgentStore
{
    /// <summary>Null when there was never one.</summary>
    /// <exception cref="Journal.StoreUnavailableException">The store can't be reached.</exception>
    Task<AgentRecord?> ReadAsync(string name, string key, CancellationToken cancellation);

    /// <param name="version">The one last read or written; null: there was none.</param>
    /// <param name="state">JSON; null clears. A cleared record keeps its row and counts on, so a writer that saw it before is refused.</param>
    /// <returns>The new version; null when the stored one is another. A write repeated after a lost connection may find its own: read again.</returns>
    /// <exception cref="Journal.StoreUnavailableException">Whether it is written isn't known.</exception>
    Task<long?> WriteAsync(string name, string key, long? version, string? state, CancellationToken cancellation);
}

/// <param name="Version">Counts the writes from 1.</param>
/// <param name="State">JSON; null when it was cleared.</param>
public sealed record AgentRecord(long Version, string? State);
