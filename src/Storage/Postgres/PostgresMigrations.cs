using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using SocialCrm.Storage.Schema;

namespace SocialCrm.Storage.Postgres;

/// <summary>Brings a database to this program's version: one transaction, under a lock that other starting processes wait for.</summary>
internal static class PostgresMigrations
{
    private const int SecretBytes = 32;

    /// <summary>The first version that has <c>pg_current_xact_id</c> and <c>xid8</c>.</summary>
    private const int OldestServer = 13;

    /// <summary>A number of our own in the database's space of advisory locks: "crm" in ASCII.</summary>
    private const long LockKey = 0x63726d;

    public static async Task<int> RunAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw new DatabaseTooOldException("PostgreSQL " + connection.PostgreSqlVersion, "PostgreSQL " + OldestServer.ToString(CultureInfo.InvariantCulture));
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({LockKey.ToString(CultureInfo.InvariantCulture)})", cancellation);
        await ExecuteAsync(connection, "create table if not exists schema_version (version integer not null)", cancellation);
        var version = await VersionOfAsync(connection, cancellation);
        foreach (var file in MigrationFiles.After("Postgres", version))
        {
            await ExecuteAsync(connection, file.Sql, cancellation);
            version = file.Version;
            await ExecuteAsync(connection, $"delete from schema_version; insert into schema_version (version) values ({version.ToString(CultureInfo.InvariantCulture)})", cancellation);
        }

        await using var secret = new NpgsqlCommand("insert into settings (name, value) values ('secret', $1) on conflict (name) do nothing", connection);
        secret.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = RandomNumberGenerator.GetBytes(SecretBytes) });
        await secret.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return version;
    }

    public static async Task<int> VersionOfAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var current = new NpgsqlCommand("select coalesce(max(version), 0) from schema_version", connection);
        return (int)(await current.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        // As long as it takes: another process's migration is waited for, and tables may be large.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
