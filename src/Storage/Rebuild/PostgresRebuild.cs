using System.Runtime.CompilerServices;
using Npgsql;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;
using SocialCrm.Storage.Postgres;

namespace SocialCrm.Storage.Rebuild;

/// <summary>
/// Two connections: one reads the journal in order, the other holds the transaction. A rebuild locks the journal against writers, so both see the same; a check
/// shares one snapshot between the two and locks nobody out.
/// </summary>
internal sealed class PostgresRebuild : IRebuildSession
{
    private const int MaxPageRows = 4_096;

    private readonly NpgsqlConnection scan;
    private readonly NpgsqlConnection work;
    private IReadOnlyList<string> indexes = [];

    private PostgresRebuild(NpgsqlConnection scan, NpgsqlConnection work) => (this.scan, this.work) = (scan, work);

    public static async Task<PostgresRebuild> OpenAsync(StorageOptions options, bool writes, CancellationToken cancellation)
    {
        var parsed = PostgresOptions.Parse(options.Store);
        var service = parsed.ApplicationName!;
        (parsed.Pooling, parsed.CommandTimeout, parsed.ApplicationName) = (false, 0, "crm rebuild");
        var session = new PostgresRebuild(new NpgsqlConnection(parsed.ConnectionString), new NpgsqlConnection(parsed.ConnectionString));
        try
        {
            await session.scan.OpenAsync(cancellation);
            await session.work.OpenAsync(cancellation);
            if (writes) await session.BeginWritingAsync(service, cancellation);
            else await session.BeginCheckingAsync(cancellation);
            return session;
        }
        catch (Exception e)
        {
            await session.DisposeAsync();
            if (PostgresCalls.IsUnavailable(e)) throw new StoreUnavailableException("The database can't be reached: " + e.Message, e);
            throw;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<StoredRow>> ScanAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // Sorted by the server in bounded memory, from its index or from one pass over the table: the planner knows how the rows lie.
        await ExecuteAsync(scan, "set work_mem = '128MB'", cancellation);
        await using var command = new NpgsqlCommand(StoredRow.Ordered, scan);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var row = new PostgresRow(reader);
        List<StoredRow> page = new(MaxPageRows);
        while (await reader.ReadAsync(cancellation))
        {
            page.Add(StoredRow.Read(row));
            if (page.Count < MaxPageRows) continue;
            yield return page;
            page = new(MaxPageRows);
        }

        if (page.Count > 0) yield return page;
    }

    public async Task<List<T>> QueryAsync<T>(string sql, Func<IRow, T> map, SqlValue[] values)
    {
        await using var command = PostgresSql.Command(work, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var row = new PostgresRow(reader);
        List<T> rows = [];
        while (await reader.ReadAsync()) rows.Add(map(row));
        return rows;
    }

    public async Task ClearAsync(CancellationToken cancellation)
    {
        var tables = string.Join(", ", DerivedTable.All.Select(static t => t.Name));
        var made = await QueryAsync(
            $"""
            select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
            where i.indrelid = any (array[{string.Join(", ", DerivedTable.All.Select(static t => $"'{t.Name}'"))}]::regclass[])
              and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
            """, static row => (Name: row.Text(0), Sql: row.Text(1)), []);
        await ExecuteAsync(work, $"truncate {tables}, {string.Join(", ", DerivedTable.Followed)}", cancellation);
        foreach (var (name, _) in made) await ExecuteAsync(work, $"drop index {name}", cancellation);
        indexes = [.. made.Select(static i => i.Sql)];
    }

    public async Task WriteAsync(DerivedTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        await using var copy = await work.BeginBinaryImportAsync($"copy {table.Name} ({table.ColumnList}) from stdin (format binary)", cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            for (var i = 0; i < row.Length; i++)
            {
                switch (row[i])
                {
                    case null: await copy.WriteNullAsync(cancellation); break;
                    case Guid id: await copy.WriteAsync(id, cancellation); break;
                    case string text: await copy.WriteAsync(text, cancellation); break;
                    case long number when table.Columns[i].Type == DerivedType.Small: await copy.WriteAsync((short)number, cancellation); break;
                    case long number when table.Columns[i].Type == DerivedType.Integer: await copy.WriteAsync((int)number, cancellation); break;
                    case long number: await copy.WriteAsync(number, cancellation); break;
                }
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    public async Task IndexAsync(CancellationToken cancellation)
    {
        await ExecuteAsync(work, "set local maintenance_work_mem = '256MB'", cancellation);
        foreach (var sql in indexes) await ExecuteAsync(work, sql, cancellation);
    }

    public async Task CommitAsync(CancellationToken cancellation)
    {
        await ExecuteAsync(work, "commit", cancellation);
        // The planner's figures are those of the old tables until then.
        foreach (var table in DerivedTable.All) await ExecuteAsync(work, $"analyze {table.Name}", cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        // A transaction that wasn't committed ends with its connection.
        await scan.DisposeAsync();
        await work.DisposeAsync();
    }

    private async Task BeginWritingAsync(string service, CancellationToken cancellation)
    {
        await PostgresMigrations.RunAsync(work, cancellation);
        var others = await QueryAsync(
            "select coalesce(client_addr::text, 'local') from pg_stat_activity where datname = current_database() and application_name = $1 and pid <> pg_backend_pid()",
            static row => row.Text(0), [service]);
        if (others.Count > 0) throw new StoreInUseException($"{others.Count} connections of a service ({string.Join(", ", others.Distinct(StringComparer.Ordinal))})");
        try
        {
            // Whoever starts meanwhile waits for the end; another rebuild is refused.
            await ExecuteAsync(work, "begin; set local lock_timeout = '5s'; lock table journal in share row exclusive mode; "
                + $"lock table {string.Join(", ", DerivedTable.All.Select(static t => t.Name))} in access exclusive mode; set local lock_timeout = 0", cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StoreInUseException("a transaction that doesn't end", e);
        }
    }

    private async Task BeginCheckingAsync(CancellationToken cancellation)
    {
        await ExecuteAsync(work, "begin isolation level repeatable read read only", cancellation);
        Schema.MigrationFiles.Check("Postgres", await PostgresMigrations.VersionOfAsync(work, cancellation));
        var snapshot = (await QueryAsync("select pg_export_snapshot()", static row => row.Text(0), []))[0];
        await ExecuteAsync(scan, $"begin isolation level repeatable read read only; set transaction snapshot '{snapshot}'", cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
