using SocialCrm.Journal;
using SocialCrm.Storage.Schema;
using SocialCrm.Storage.Sqlite;

namespace SocialCrm.Storage.Inspection;

/// <summary>Looks at a store from outside, whether a service runs on it or not. Changes nothing, and never throws for what it finds.</summary>
public static class StoreInspection
{
    public static async Task<StoreFacts> LookAsync(StorageOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var isSqlite = options.Store == "sqlite";
        var files = MigrationFiles.Of(isSqlite ? "Sqlite" : "Postgres");
        var facts = new StoreFacts { Kind = isSqlite ? "SQLite" : "PostgreSQL", ProgramSchemaVersion = files[^1].Version };
        try
        {
            return isSqlite ? await SqliteAsync(options, facts) : await PostgresInspection.LookAsync(options, facts, time, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return facts with { Failure = e.InnerException is { } inner && e is StoreUnavailableException ? inner.Message : e.Message };
        }
    }

    private static async Task<StoreFacts> SqliteAsync(StorageOptions options, StoreFacts facts)
    {
        var path = Path.Combine(options.DataFolder, "crm.db");
        if (!File.Exists(path)) return facts with { IsNew = true };
        await using var thread = new SqliteThread(path, "crm-doctor");
        return await thread.RunAsync(database =>
        {
            HashSet<string> names = new(StringComparer.Ordinal);
            var statement = database.Statement("select name from sqlite_master");
            while (statement.Step()) names.Add(statement.Text(0));
            if (!names.Contains("schema_version")) return facts with { IsNew = true };
            return facts with { SchemaVersion = SqliteMigrations.VersionOf(database), Missing = [.. SchemaNames.Of("Sqlite").Where(n => !names.Contains(n))] };
        });
    }
}
