using Microsoft.Extensions.Logging;
using SocialCrm.Journal.Reading;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Sqlite;

/// <summary>One file, <c>crm.db</c>, in a folder that belongs to one process. A thread writes, one answers grouped reads, one reads lists.</summary>
internal sealed class SqliteBackend : IBackend
{
    private readonly StorageOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly SqliteThread writer;
    private readonly SqliteThread reader;
    private readonly SqliteThread lists;
    private FileStream? folderLock;

    public SqliteBackend(StorageOptions options, TimeProvider time, ILogger log)
    {
        (this.options, this.time, this.log) = (options, time, log);
        var path = Path.Combine(options.DataFolder, "crm.db");
        (writer, reader, lists) = (new(path, "crm-sqlite-writer"), new(path, "crm-sqlite-reader"), new(path, "crm-sqlite-lists"));
        Reads = new SqliteReads(reader);
        Sql = new SqliteSql(lists, writer);
    }

    public IBatchReads Reads { get; }

    public ISql Sql { get; }

    public int ParallelReads => 1;

    public async Task OpenAsync(CancellationToken cancellation)
    {
        folderLock = FolderLock.Take(options.DataFolder);
        log.Opened("SQLite", await writer.RunAsync(SqliteMigrations.Run));
    }

    public bool IsAway => false;

    public IReadOnlyList<IWriteSession> Sessions(WriterMetrics metrics) => [new SqliteSession(writer, time, options.AtStep)];

    public async ValueTask DisposeAsync()
    {
        await lists.DisposeAsync();
        await reader.DisposeAsync();
        await writer.DisposeAsync();
        if (folderLock is not null) await folderLock.DisposeAsync();
    }
}
