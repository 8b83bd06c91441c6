namespace SocialCrm.Cluster;

/// <summary>What the processes of one store tell each other: small, rewritten every few seconds, worth nothing after a restart.</summary>
public interface IProcessStore
{
    /// <summary>This process lives, with these figures.</summary>
    /// <returns>Whether somebody asked it to drain.</returns>
    /// <exception cref="Journal.StoreUnavailableException">The store can't be reached.</exception>
    Task<bool> BeatAsync(string id, string figures, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The figures of all that lived at <paramref name="since"/> or later.</summary>
    Task<IReadOnlyList<string>> SinceAsync(DateTimeOffset since, CancellationToken cancellation);

    /// <summary>False when no such process lived since.</summary>
    Task<bool> AskToDrainAsync(string id, DateTimeOffset since, CancellationToken cancellation);

    Task LeaveAsync(string id, CancellationToken cancellation);
}
