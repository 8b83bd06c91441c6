using SocialCrm.Journal.Reading;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

internal sealed class PostgresBackend : IBackend
{
    public IBatchReads Reads => throw new NotSupportedException();
    public ISql Sql => throw new NotSupportedException();
    public int ParallelReads => 2;
    public Task OpenAsync(CancellationToken cancellation) => throw new NotSupportedException();
    public IReadOnlyList<IWriteSession> Sessions(WriterMetrics metrics) => [];
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
