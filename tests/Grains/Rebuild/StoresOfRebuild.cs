using Npgsql;
using SocialCrm.Storage;
using SocialCrm.Storage.Sqlite;
using SocialCrm.TestKit;

namespace SocialCrm.Rebuild;

public sealed class SqliteRebuildTests : RebuildTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crm-rebuild-").FullName;

    private protected override StorageOptions Options => new() { DataFolder = _folder };

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    protected override Task<IReadOnlyList<string>> RowsAsync(string table)
    {
        using var database = Open();
        var columns = Texts(database, $"select name from pragma_table_info('{table}')");
        return Task.FromResult<IReadOnlyList<string>>(Texts(database, $"select {string.Join(" || '|' || ", columns.Select(c => $"quote({c})"))} from {table} order by 1"));
    }

    protected override Task ExecuteAsync(string sql)
    {
        using var database = Open();
        database.Execute(sql);
        return Task.CompletedTask;
    }

    private SqliteDatabase Open() => SqliteDatabase.Open(Path.Combine(_folder, "crm.db"));

    private static List<string> Texts(SqliteDatabase database, string sql)
    {
        List<string> rows = [];
        var statement = database.Statement(sql);
        while (statement.Step()) rows.Add(statement.Text(0));
        return rows;
    }
}

public sealed class PostgresRebuildTests : RebuildTests
{
    private string _store = "";

    private protected override StorageOptions Options => new() { Store = _store };

    public override async Task InitializeAsync() => _store = await PostgresServer.NewDatabaseAsync();

    public override Task DisposeAsync() => PostgresServer.DropDatabaseAsync(_store);

    protected override async Task<IReadOnlyList<string>> RowsAsync(string table)
    {
        await using var source = NpgsqlDataSource.Create(_store);
        await using var command = source.CreateCommand($"select t::text from {table} t order by 1");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    protected override async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_store);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
