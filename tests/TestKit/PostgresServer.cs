using Npgsql;

namespace SocialCrm.TestKit;

/// <summary>
/// The PostgreSQL server of a test run: that of <c>CRM_TEST_POSTGRES</c> (a connection string; <c>./crm test</c> sets it), else a throw-away cluster of this
/// process, started at first use and stopped at the process's end. Every database made here has a name of its own.
/// </summary>
public static class PostgresServer
{
    public const string Variable = "CRM_TEST_POSTGRES";

    private static readonly Lazy<Task<string>> Shared = new(StartAsync);

    /// <summary>The connection string of the server itself.</summary>
    public static Task<string> AddressAsync() => Shared.Value;

    /// <summary>Makes an empty database and answers its connection string.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL isn't installed: a failure, never a skip.</exception>
    public static async Task<string> NewDatabaseAsync() => await NewDatabaseAsync(await Shared.Value);

    /// <summary>The same on a server of the caller's own.</summary>
    public static async Task<string> NewDatabaseAsync(string server)
    {
        var name = "crm_" + Guid.NewGuid().ToString("N");
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public static async Task DropDatabaseAsync(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        var name = builder.Database;
        builder.Database = "postgres";
        await using var source = NpgsqlDataSource.Create(builder.ConnectionString);
        await using var command = source.CreateCommand($"drop database if exists {name} with (force)");
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return given;
        var cluster = await PostgresCluster.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Stop();
        return cluster.ConnectionString;
    }
}
