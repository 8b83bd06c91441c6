using SocialCrm.Journal.Reading;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage;

/// <summary>One kind of database.</summary>
internal interface IBackend : IAsyncDisposable
{
    /// <summary>Locks what has to be locked and brings the schema to this program's version; nothing else may be called before it has completed.</summary>
    Task OpenAsync(CancellationToken cancellation);

    IReadOnlyList<IWriteSession> Sessions(WriterMetrics metrics);

    IBatchReads Reads { get; }

    ISql Sql { get; }

    /// <summary>Whether the database could not be reached a moment ago. False once nobody has looked for five seconds.</summary>
    bool IsAway { get; }

    /// <summary>Grouped reads of one kind under way at once.</summary>
    int ParallelReads { get; }
}
