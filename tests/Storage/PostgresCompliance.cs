using System.Globalization;
using Npgsql;
using SocialCrm.TestKit;

namespace SocialCrm.Storage.Tests;

public sealed partial class PostgresCompliance : StoreCompliance
{
    private protected override async Task<StorageOptions> NewStoreAsync() => new() { Store = await PostgresServer.NewDatabaseAsync() };

    private protected override Task DeleteStoreAsync(StorageOptions options) => PostgresServer.DropDatabaseAsync(options.Store);

    private protected override async Task<long> SqlAsync(StorageOptions options, string sql)
    {
        await using var source = NpgsqlDataSource.Create(options.Store);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
