using SQLitePCL;

namespace SocialCrm.Storage.Sqlite;

/// <summary>
/// One connection, used by one thread. Statements are prepared once and kept. On the native interface, because the ADO.NET provider looks every
/// parameter up by name at every execution.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 handle;
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(sqlite3 handle) => this.handle = handle;

    /// <summary>Opens or makes the file. WAL with synchronous=FULL: what was committed survives a loss of power.</summary>
    public static SqliteDatabase Open(string path)
    {
        const int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        var result = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var database = new SqliteDatabase(handle);
        if (result != raw.SQLITE_OK)
        {
            database.Dispose();
            throw new SqliteFailure(result, "the database file can't be opened");
        }

        // A checkpoint writes each changed page once: 8,000 pages (32 MB) between two keep hot pages from being written again and again.
        database.Execute(
            """
            pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma temp_store = memory;
            pragma wal_autocheckpoint = 8000; pragma journal_size_limit = 67108864;
            """);
        return database;
    }

    /// <summary>The statement of this text, ready to be bound; at most one use of it at a time.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (statements.TryGetValue(sql, out var statement))
        {
            // A use that ended in an exception may have left it in the middle of its rows, where it would keep its old values.
            statement.Finish();
            return statement;
        }

        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        return statements[sql] = new SqliteStatement(this, prepared);
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    public int Changes => raw.sqlite3_changes(handle);

    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    public void Check(int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new SqliteFailure(raw.sqlite3_extended_errcode(handle), raw.sqlite3_errmsg(handle).utf8_to_string());
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        handle.Dispose();
    }
}

/// <summary>What SQLite answered; the message names tables and columns, never values.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception($"SQLite {code}: {message}")
{
    /// <summary>A unique index refused a row: see the primary code 19 of SQLite's result codes.</summary>
    public bool IsConflict => (code & 0xff) == raw.SQLITE_CONSTRAINT;
}
