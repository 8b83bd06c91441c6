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

    /// <summary>
    /// A process that stands still, or a network that is cut, between a transaction's statements and its COMMIT would keep its rows locked for as long as the
    /// server believes in the connection (hours), and with them every customer of the group, wherever its actor has moved. The server ends such a
    /// transaction after 5 s; whoever comes back finds it rolled back, and decides again.
    /// </summary>
    private const string NoIdleTransaction = "-c idle_in_transaction_session_timeout=5000 ";

    /// <summary>Seconds that statements by key and groups may take, where the connection string says nothing: they take milliseconds, and a group that waits for locks waits 5 s.</summary>
    private const int ByKeyTimeoutSeconds = 10;

    /// <summary>Seconds that a connection may take to be opened, where the connection string says nothing.</summary>
    private const int ConnectTimeoutSeconds = 5;

    /// <summary>The grouped reads' connections: as many as kinds of reads under way at once.</summary>
    public static NpgsqlDataSource Lookups(string store)
    {
        var builder = Parse(store);
        builder.MaxPoolSize = MaxReadConnections;
        builder.NoResetOnClose = true;
        builder.Options = (builder.Options + ByKey).Trim();
        BoundByKey(builder);
        return Named("lookups", builder);
    }

    /// <summary>A connection per writer, opened when it is needed and held.</summary>
    public static NpgsqlDataSource Writers(string store)
    {
        var builder = Parse(store);
        builder.Pooling = false;
        builder.Options = NoIdleTransaction + (builder.Options + ByKey).Trim();
        BoundByKey(builder);
        return NpgsqlDataSource.Create(builder);
    }

    public static NpgsqlConnectionStringBuilder Parse(string store)
    {
        var builder = IsAddress(store) ? FromAddress(new Uri(store)) : new NpgsqlConnectionStringBuilder(store);
        builder.ApplicationName ??= "socialcrm";
        if (!IsGiven(builder, "Timeout")) builder.Timeout = ConnectTimeoutSeconds;
        builder.MaxAutoPrepare = MaxPreparedStatements;
        builder.AutoPrepareMinUsages = 2;
        return builder;
    }

    /// <summary>Its figures are told by this name, else by the connection string, which says where the database is.</summary>
    private static NpgsqlDataSource Named(string name, NpgsqlConnectionStringBuilder builder) =>
        new NpgsqlDataSourceBuilder(builder.ConnectionString) { Name = name }.Build();

    private static void BoundByKey(NpgsqlConnectionStringBuilder builder)
    {
        if (!IsGiven(builder, "Command Timeout")) builder.CommandTimeout = ByKeyTimeoutSeconds;
    }

    private static bool IsGiven(NpgsqlConnectionStringBuilder builder, string name) => builder.ShouldSerialize(name);

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
