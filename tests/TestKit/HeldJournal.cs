using Npgsql;

namespace SocialCrm.TestKit;

/// <summary>Commits to a PostgreSQL store wait as long as this lives; reads go on.</summary>
public sealed class HeldJournal : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private HeldJournal(NpgsqlConnection connection) => _connection = connection;

    public static async Task<HeldJournal> OfAsync(string store)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(store) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var hold = new NpgsqlCommand("begin; lock table journal in share row exclusive mode", connection);
        await hold.ExecuteNonQueryAsync();
        return new HeldJournal(connection);
    }

    /// <summary>The end of the connection is the end of its lock.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
