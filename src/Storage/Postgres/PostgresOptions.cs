using Npgsql;

namespace SocialCrm.Storage.Postgres;

/// <summary>Connection strings as people have them: <c>Host=...</c>, or a <c>postgres://user:password@host:port/database?sslmode=require</c> address.</summary>
internal static class PostgresOptions
{
    /// <summary>The store's reads: lists and small tables share these connections.</summary>
    private const int MaxReadConnections = 16;
    private const int MaxPreparedStatements = 100;

    /// <summary>Connections that one process opens at most: those of lists, of look-ups and of its writers, and one that asks for a lost outcome.</summary>
    public static int MaxConnections(StorageOptions options) => (2 * MaxReadConnections) + options.Writers + 1;

    public static bool IsAddress(string store) =>
        store.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || store.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    public static NpgsqlDataSource Readers(string store)
    {
        var builder = Parse(store);
        builder.MaxPoolSize = MaxReadConnections;
        builder.NoResetOnClose = true;
        return Named("readers", builder);
    }

    /// <summary>
    /// For statements that look rows up by key, whatever the tables' size: plans are made once, when the tables may still be empty, and would be
    /// sequential scans for as long as nothing analyses the tables. (Seen: 540 scans of the identities in ten seconds of first contacts.)
    /// </summary>
    private const string ByKey = " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    /// <summary>The grouped reads' connections: as many as kinds of reads under way at once.</summary>
    public static NpgsqlDataSource Lookups(string store)
    {
        var builder = Parse(store);
        builder.MaxPoolSize = MaxReadConnections;
        builder.NoResetOnClose = true;
        builder.Options = (builder.Options + ByKey).Trim();
        return Named("lookups", builder);
    }

    /// <summary>A connection per writer, opened when it is needed and held.</summary>
    public static NpgsqlDataSource Writers(string store)
    {
        var builder = Parse(store);
        builder.Pooling = false;
        builder.Options = (builder.Options + ByKey).Trim();
        return NpgsqlDataSource.Create(builder);
    }

    public static NpgsqlConnectionStringBuilder Parse(string store)
    {
        var builder = IsAddress(store) ? FromAddress(new Uri(store)) : new NpgsqlConnectionStringBuilder(store);
        builder.ApplicationName ??= "socialcrm";
        builder.MaxAutoPrepare = MaxPreparedStatements;
        builder.AutoPrepareMinUsages = 2;
        return builder;
    }

    /// <summary>Its figures are told by this name, else by the connection string, which says where the database is.</summary>
    private static NpgsqlDataSource Named(string name, NpgsqlConnectionStringBuilder builder) =>
        new NpgsqlDataSourceBuilder(builder.ConnectionString) { Name = name }.Build();

    private static NpgsqlConnectionStringBuilder FromAddress(Uri address)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = address.Host, Port = address.IsDefaultPort || address.Port < 0 ? NpgsqlConnection.DefaultPort : address.Port };
        var user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        var database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/'));
        if (database.Length > 0) builder.Database = database;
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var n, var v] ? (n, Uri.UnescapeDataString(v)) : (pair, "");
            // The names that libpq and Npgsql spell differently.
            builder[name switch { "sslmode" => "SSL Mode", "application_name" => "Application Name", "connect_timeout" => "Timeout", _ => name }] = value.Replace("-", "", StringComparison.Ordinal);
        }

        return builder;
    }
}
