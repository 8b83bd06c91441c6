namespace SocialCrm.Configuration;

/// <summary>The documents that people configured, append-only, under one version counter for all kinds.</summary>
/// <remarks>Every method may throw <see cref="Journal.StoreUnavailableException"/>.</remarks>
public interface IConfigurationStore
{
    /// <summary>The newest version; 0 while nobody configured anything.</summary>
    Task<long> NewestAsync(CancellationToken cancellation);

    /// <summary>
    /// All of them or none: durable when it completes with true; false, and nothing stored, when the first one's version isn't the one after the newest. A
    /// call repeated after a lost connection may find its own: look again.
    /// </summary>
    /// <param name="documents">At least one; their versions without gaps.</param>
    Task<bool> AppendAsync(IReadOnlyList<StoredDocument> documents, CancellationToken cancellation);

    /// <summary>What came after a version, in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<StoredDocument>> SinceAsync(long version, int limit, CancellationToken cancellation);

    /// <summary>The newest document of each kind as of a version; kinds that nobody had put by then aren't among them.</summary>
    Task<IReadOnlyList<StoredDocument>> AtAsync(long version, CancellationToken cancellation);

    /// <summary>Who changed what, newest first, without the texts.</summary>
    /// <param name="kind">Null: of all kinds.</param>
    /// <param name="before">Only versions below it.</param>
    Task<IReadOnlyList<DocumentChange>> HistoryAsync(string? kind, long before, int limit, CancellationToken cancellation);
}

/// <param name="Version">From 1, over all kinds.</param>
/// <param name="Kind">One of <see cref="DocumentKinds"/>; another where a newer program wrote it.</param>
/// <param name="Author">The sign-in name, or the key's id.</param>
/// <param name="Text">As it was put.</param>
public sealed record StoredDocument(long Version, string Kind, string Author, DateTimeOffset RecordedAt, string? Comment, string Text);

/// <summary>A <see cref="StoredDocument"/> without its text.</summary>
public sealed record DocumentChange(long Version, string Kind, string Author, DateTimeOffset RecordedAt, string? Comment);
