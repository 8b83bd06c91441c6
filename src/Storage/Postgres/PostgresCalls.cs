using System.Net.Sockets;
using Npgsql;
using SocialCrm.Journal;

namespace SocialCrm.Storage.Postgres;

/// <summary>Reads over the shared connections. Those of a server that was restarted are thrown away at the first failure, and the read is done again.</summary>
internal static class PostgresCalls
{
    /// <exception cref="StoreUnavailableException">The server can't be reached, twice.</exception>
    public static async Task<T> RunAsync<T>(NpgsqlDataSource source, Func<NpgsqlConnection, Task<T>> call, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellation);
                return await call(connection);
            }
            catch (Exception e) when (IsUnavailable(e))
            {
                if (attempt > 0) throw new StoreUnavailableException("The database can't be reached.", e);
                source.Clear();
            }
        }
    }

    /// <summary>Whether it says something about the server or the way to it, not about the statement: class 08, 53 and 57 of the SQL states, and all that isn't the server's word.</summary>
    public static bool IsUnavailable(Exception e) => e switch
    {
        PostgresException p => p.SqlState.StartsWith("08", StringComparison.Ordinal) || p.SqlState.StartsWith("53", StringComparison.Ordinal)
            || p.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };
}
