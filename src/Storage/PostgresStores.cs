using SocialCrm.Storage.Postgres;

namespace SocialCrm.Storage;

/// <summary>A PostgreSQL store, for those who use the same database beside the store itself: the members of a cluster find each other there.</summary>
public static class PostgresStores
{
    /// <summary>Whether <see cref="StorageOptions.Store"/> names a PostgreSQL database.</summary>
    public static bool IsOne(StorageOptions options) => options.Store != "sqlite";

    /// <param name="options">Those of the store.</param>
    /// <param name="purpose">What stands in <c>pg_stat_activity.application_name</c>.</param>
    /// <param name="maxConnections">A pool of its own with at most so many connections; whoever finds none free waits.</param>
    /// <returns>A connection string in Npgsql's words, whichever words the option has.</returns>
    public static string ConnectionString(StorageOptions options, string purpose, int maxConnections)
    {
        var builder = PostgresOptions.Parse(options.Store);
        builder.ApplicationName = purpose;
        builder.MaxPoolSize = maxConnections;
        return builder.ConnectionString;
    }
}
