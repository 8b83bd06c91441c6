using System.Runtime.CompilerServices;
using SocialCrm.Journal.Reading;
using SocialCrm.Storage.Sqlite;

namespace SocialCrm.Storage.Rebuild;

/// <summary>On a data folder that nobody else has open. One connection reads the journal, another holds the transaction.</summary>
internal sealed class SqliteRebuild : IRebuildSession
{
    private const int MaxPageRows = 4_096;

    private readonly FileStream folderLock;
    private readonly SqliteThread scan;
    private readonly SqliteThread work;
    private IReadOnlyList<string> indexes = [];

    private SqliteRebuild(FileStream folderLock, string path) =>
        (this.folderLock, scan, work) = (folderLock, new(path, "crm-rebuild-scan"), new(path, "crm-rebuild-work"));

    public static async Task<SqliteRebuild> OpenAsync(StorageOptions options, bool writes)
    {
        var path = Path.Combine(options.DataFolder, "crm.db");
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no store in '{options.DataFolder}'.", path);
        var session = new SqliteRebuild(FolderLock.Take(options.DataFolder), path);
        try
        {
            await session.work.RunAsync(database =>
            {
                if (writes) SqliteMigrations.Run(database);
                else Schema.MigrationFiles.Check("Sqlite", SqliteMigrations.VersionOf(database));
                // Pages of the tables that are written at random places, and of the sort of their indexes.
                database.Execute(writes ? "pragma cache_size = -262144; pragma temp_store = file; begin immediate" : "begin");
                return 0;
            });
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<StoredRow>> ScanAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (customer, version) = (Guid.Empty, 0L);
        var next = PageAsync(customer, version);
        while (await next is { Count: > 0 } page)
        {
            cancellation.ThrowIfCancellationRequested();
            (customer, version) = (page[^1].Customer, page[^1].CustomerVersion);
            // The next page is read while this one is folded.
            next = PageAsync(customer, version);
            yield return page;
        }
    }

    public Task<List<T>> QueryAsync<T>(string sql, Func<IRow, T> map, SqlValue[] values) => work.RunAsync(database => Query(database, sql, map, values));

    public Task ClearAsync(CancellationToken cancellation) => work.RunAsync(database =>
    {
        // Those that a primary key made have no text, and can't go.
        var tables = string.Join(", ", DerivedTable.All.Select(static t => $"'{t.Name}'"));
        var made = Query(database, $"select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ({tables})",
            static row => (Name: row.Text(0), Sql: row.Text(1)), []);
        foreach (var (name, _) in made) database.Execute($"drop index {name}");
        foreach (var table in DerivedTable.All.Select(static t => t.Name).Concat(DerivedTable.Followed)) database.Execute($"delete from {table}");
        indexes = [.. made.Select(static i => i.Sql)];
        return 0;
    });

    public Task WriteAsync(DerivedTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation) => work.RunAsync(database =>
    {
        var places = string.Join(", ", Enumerable.Range(1, table.Columns.Length).Select(static n => $"${n}"));
        var insert = database.Statement($"insert into {table.Name} ({table.ColumnList}) values ({places})");
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                _ = row[i] switch
                {
                    Guid id => insert.Bind(i + 1, id),
                    long number => insert.Bind(i + 1, number),
                    var text => insert.Bind(i + 1, (string?)text),
                };
            }

            insert.Run();
        }

        return 0;
    });

    public Task IndexAsync(CancellationToken cancellation) => work.RunAsync(database =>
    {
        foreach (var sql in indexes) database.Execute(sql);
        return 0;
    });

    public Task CommitAsync(CancellationToken cancellation) => work.RunAsync(static database =>
    {
        database.Execute("commit");
        return 0;
    });

    public async ValueTask DisposeAsync()
    {
        // A transaction that wasn't committed ends with its connection.
        await scan.DisposeAsync();
        await work.DisposeAsync();
        await folderLock.DisposeAsync();
    }

    private Task<List<StoredRow>> PageAsync(Guid customer, long version) =>
        scan.RunAsync(database => Query(database, StoredRow.Page, StoredRow.Read, [customer, version, (long)MaxPageRows]));

    private static List<T> Query<T>(SqliteDatabase database, string sql, Func<IRow, T> map, SqlValue[] values)
    {
        var statement = database.Statement(sql).Bind(values);
        List<T> rows = [];
        while (statement.Step()) rows.Add(map(statement));
        return rows;
    }
}
