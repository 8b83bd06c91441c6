using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Rebuild;

/// <summary>
/// A rebuild's hold on one database: a scan of the journal and, beside it, one transaction in which all derived tables are replaced. Ended before
/// <see cref="CommitAsync"/>, in whatever way, it leaves everything as it was.
/// </summary>
internal interface IRebuildSession : IAsyncDisposable
{
    /// <summary>Pages of the journal's rows with a customer, by (customer, customer version).</summary>
    IAsyncEnumerable<IReadOnlyList<StoredRow>> ScanAsync(CancellationToken cancellation);

    /// <summary>Sees what the transaction has written so far.</summary>
    Task<List<T>> QueryAsync<T>(string sql, Func<IRow, T> map, SqlValue[] values);

    /// <summary>Empties the derived tables and puts their secondary indexes away: made at the end they cost a fraction.</summary>
    Task ClearAsync(CancellationToken cancellation);

    Task WriteAsync(DerivedTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation);

    /// <summary>Makes the indexes again.</summary>
    Task IndexAsync(CancellationToken cancellation);

    Task CommitAsync(CancellationToken cancellation);
}
