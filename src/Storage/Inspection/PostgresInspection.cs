using Npgsql;
using SocialCrm.Storage.Postgres;

namespace SocialCrm.Storage.Inspection;

internal static class PostgresInspection
{
    /// <summary>A server that doesn't answer by then counts as out of reach.</summary>
    private const int PatienceSeconds = 10;

    private const string Settings =
        "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum', 'max_connections')";

    public static async Task<StoreFacts> LookAsync(StorageOptions options, StoreFacts facts, TimeProvider time, CancellationToken cancellation)
    {
        var parsed = PostgresOptions.Parse(options.Store);
        (parsed.Pooling, parsed.Timeout, parsed.CommandTimeout, parsed.ApplicationName) = (false, PatienceSeconds, PatienceSeconds, "crm doctor");
        await using var connection = new NpgsqlConnection(parsed.ConnectionString);
        await connection.OpenAsync(cancellation);
        var settings = (await ReadAsync(connection, Settings, static r => (r.GetString(0), r.GetString(1)), cancellation)).ToDictionary(StringComparer.Ordinal);
        // Invalid ones count as missing: nothing can be looked up in them.
        var names = (await ReadAsync(connection,
            "select c.relname from pg_class c left join pg_index i on i.indexrelid = c.oid where c.relnamespace = current_schema()::regnamespace and coalesce(i.indisvalid, true)",
            static r => r.GetString(0), cancellation)).ToHashSet(StringComparer.Ordinal);
        var used = await ReadAsync(connection, "select count(*)::int from pg_stat_activity where backend_type = 'client backend'", static r => r.GetInt32(0), cancellation);
        var asked = time.GetUtcNow();
        var theirs = await ReadAsync(connection, "select clock_timestamp()", static r => r.GetFieldValue<DateTimeOffset>(0), cancellation);
        var heard = time.GetUtcNow();
        var isNew = !names.Contains("schema_version");
        return facts with
        {
            IsNew = isNew,
            ServerVersion = connection.PostgreSqlVersion,
            SchemaVersion = isNew ? 0 : await PostgresMigrations.VersionOfAsync(connection, cancellation),
            Settings = settings,
            Missing = isNew ? [] : [.. SchemaNames.Of("Postgres").Where(n => !names.Contains(n))],
            ClockAhead = theirs[0] - asked - ((heard - asked) / 2),
            ConnectionsOfAProcess = PostgresOptions.MaxConnections(options),
            MaxConnections = int.Parse(settings["max_connections"], System.Globalization.CultureInfo.InvariantCulture),
            UsedConnections = used[0],
        };
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> map, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation)) rows.Add(map(reader));
        return rows;
    }
}
