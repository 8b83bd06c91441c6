using SocialCrm.Storage.Sqlite;

namespace SocialCrm.Storage.Tests;

public sealed partial class SqliteCompliance : StoreCompliance
{
    private protected override Task<StorageOptions> NewStoreAsync() =>
        Task.FromResult(new StorageOptions { DataFolder = Directory.CreateTempSubdirectory("crm-sqlite-").FullName });

    private protected override Task DeleteStoreAsync(StorageOptions options)
    {
        Directory.Delete(options.DataFolder, recursive: true);
        return Task.CompletedTask;
    }

    private protected override Task<long> SqlAsync(StorageOptions options, string sql)
    {
        using var database = SqliteDatabase.Open(Path.Combine(options.DataFolder, "crm.db"));
        var statement = database.Statement(sql);
        var result = statement.Step() ? statement.Number(0) : 0;
        statement.Finish();
        return Task.FromResult(result);
    }
}
