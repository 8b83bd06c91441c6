namespace SocialCrm.Storage.Rebuild;

/// <summary>
/// Makes every derived table again from the journal, or compares them with it. Offline and in one transaction: a service that went on writing would need every
/// commit twice for minutes, and what is rebuilt was wrong before, so serving from it is no loss. Interrupted at any point, it has changed nothing.
/// </summary>
public static class StoreRebuild
{
    /// <summary>Rows that are written together: the memory that a rebuild takes, besides one customer, is two of these.</summary>
    private const int MaxRowsPerWrite = 20_000;

    /// <exception cref="StoreInUseException">A service has the store.</exception>
    /// <exception cref="DataFolderLockedException">A service has the data folder.</exception>
    /// <exception cref="JournalDamagedException">The journal has a gap; nothing was changed.</exception>
    public static async Task<RebuildReport> RunAsync(StorageOptions options, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        await using var session = await OpenAsync(options, writes: true, cancellation);
        var total = await CountAsync(session, "journal");
        await session.ClearAsync(cancellation);
        var written = DerivedTable.All.ToDictionary(static t => t, static _ => 0L);
        var rows = await FoldAsync(session, total, progress, WriteAsync, cancellation);
        await session.IndexAsync(cancellation);
        await VerifyAsync(session, total, rows, written);
        await session.CommitAsync(cancellation);
        return new(rows, [.. DerivedTable.All.Select(t => new RebuiltTable(t.Name, written[t], 0, 0, 0))], []);

        async Task WriteAsync(DerivedRows derived)
        {
            foreach (var table in DerivedTable.All)
            {
                if (derived.Of(table).Count > 0) await session.WriteAsync(table, derived.Of(table), cancellation);
                written[table] += derived.Of(table).Count;
            }
        }
    }

    /// <summary>
    /// Compares, and changes nothing. On PostgreSQL of one moment, also beside a running service; a SQLite folder must be free, or be a restored backup.
    /// </summary>
    public static async Task<RebuildReport> CheckAsync(StorageOptions options, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        await using var session = await OpenAsync(options, writes: false, cancellation);
        var comparison = new Comparison(session);
        var rows = await FoldAsync(session, await CountAsync(session, "journal"), progress, comparison.AddAsync, cancellation);
        return await comparison.ReportAsync(rows);
    }

    private static async Task<IRebuildSession> OpenAsync(StorageOptions options, bool writes, CancellationToken cancellation) => options.Store == "sqlite"
        ? await SqliteRebuild.OpenAsync(options, writes)
        : await PostgresRebuild.OpenAsync(options, writes, cancellation);

    /// <summary>Folds the next rows while those before are written.</summary>
    private static async Task<long> FoldAsync(
        IRebuildSession session, long total, IProgress<RebuildProgress>? progress, Func<DerivedRows, Task> derived, CancellationToken cancellation)
    {
        var fold = new JournalFold();
        long rows = 0;
        var handing = Task.CompletedTask;
        await foreach (var page in session.ScanAsync(cancellation))
        {
            foreach (var row in page) fold.Add(row);
            rows += page.Count;
            progress?.Report(new(rows, total));
            if (fold.Rows.Count < MaxRowsPerWrite) continue;
            await handing;
            var taken = fold.Take();
            handing = Task.Run(() => derived(taken), cancellation);
        }

        fold.Finish();
        await handing;
        await derived(fold.Take());
        rows += await UnlinkedFold.RunAsync(session, derived, cancellation);
        progress?.Report(new(rows, total));
        return rows;
    }

    private static async Task VerifyAsync(IRebuildSession session, long total, long rows, Dictionary<DerivedTable, long> written)
    {
        if (rows != total) throw new JournalDamagedException($"{rows} rows were found by customer, of {total}");
        foreach (var (table, count) in written)
        {
            if (await CountAsync(session, table.Name) is var found && found != count) throw new JournalDamagedException($"{table.Name} has {found} rows instead of {count}");
        }

        // Each row of the journal is one version of its customer and one of its conversation.
        var versions = await session.QueryAsync(
            "select cast((select coalesce(sum(version), 0) from customers) - (select coalesce(sum(version), 0) from conversations) as bigint)", static row => row.Number(0), []);
        if (versions[0] != 0) throw new JournalDamagedException("the versions of customers and conversations don't add up");
    }

    private static async Task<long> CountAsync(IRebuildSession session, string table) =>
        (await session.QueryAsync($"select count(*) from {table}", static row => row.Number(0), []))[0];
}
