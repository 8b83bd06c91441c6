using Microsoft.Extensions.Logging;
using Npgsql;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

/// <summary>A PostgreSQL database, which several processes may share.</summary>
internal sealed class PostgresBackend : IBackend
{
    private readonly StorageOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly PostgresReach reach;
    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlDataSource lookups;
    private readonly NpgsqlDataSource writers;

    public PostgresBackend(StorageOptions options, TimeProvider time, ILogger log)
    {
        (this.options, this.time, this.log) = (options, time, log);
        readers = PostgresOptions.Readers(options.Store);
        writers = PostgresOptions.Writers(options.Store);
        lookups = PostgresOptions.Lookups(options.Store);
        reach = new(time);
        Reads = new PostgresReads(lookups, reach);
        Sql = new PostgresSql(readers);
    }

    public IBatchReads Reads { get; }

    public ISql Sql { get; }

    public int ParallelReads => 2;

    public bool IsAway => reach.IsAway;

    public async Task OpenAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await writers.OpenConnectionAsync(cancellation);
            log.Opened("PostgreSQL", await PostgresMigrations.RunAsync(connection, cancellation));
        }
        catch (Exception e) when (PostgresCalls.IsUnavailable(e))
        {
            throw new StoreUnavailableException("The database can't be reached: " + e.Message, e);
        }
    }

    public IReadOnlyList<IWriteSession> Sessions(WriterMetrics metrics) =>
        [.. Enumerable.Range(0, options.Writers).Select(_ => new PostgresSession(writers, reach, options, time, metrics, log))];

    public async ValueTask DisposeAsync()
    {
        await readers.DisposeAsync();
        await lookups.DisposeAsync();
        await writers.DisposeAsync();
    }
}
