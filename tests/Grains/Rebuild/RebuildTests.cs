using SocialCrm.Storage;
using SocialCrm.Storage.Rebuild;
using Xunit;

namespace SocialCrm.Rebuild;

/// <summary>What the grains wrote against what the journal says; each store inherits it.</summary>
public abstract class RebuildTests : IAsyncLifetime
{
    private const int People = 300;

    private protected abstract StorageOptions Options { get; }

    /// <summary>Every row of the table as text, in a fixed order.</summary>
    protected abstract Task<IReadOnlyList<string>> RowsAsync(string table);

    protected abstract Task ExecuteAsync(string sql);

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task Rebuilt_tables_are_row_by_row_what_the_service_wrote()
    {
        await LiveAsync();
        var before = await AllRowsAsync();
        foreach (var table in DerivedTable.All) Assert.NotEmpty(before[table.Name]);

        await ExecuteAsync("delete from customers; update conversations set status = 4, waiting_since = null, state = '{}'; delete from customer_channels "
            + "where channel = 'x'; delete from contradictions; update waiting_answers set awaits = null");
        var report = await StoreRebuild.RunAsync(Options, null, CancellationToken.None);

        Assert.Equal(before, await AllRowsAsync());
        Assert.Equal(before["journal"].Count, report.JournalRows);
        foreach (var table in report.Tables) Assert.Equal(before[table.Name].Count, table.Rows);
        Assert.Equal(0, (await StoreRebuild.CheckAsync(Options, null, CancellationToken.None)).Differences);
        await StoreRebuild.RunAsync(Options, null, CancellationToken.None);
        Assert.Equal(before, await AllRowsAsync());
        await using var again = await CrmHost.StartAsync(Options.Store, Options.DataFolder);
        Assert.NotNull((await again.TakeAsync(Say.From("@liisa", "after", 100_000_001)))[0].CustomerId);
    }

    [Fact]
    public async Task Rebuild_leaves_what_people_configured()
    {
        await LiveAsync();
        await ExecuteAsync("insert into configuration (version, kind, author, recorded_at, comment, document) values (1, 'rules', 'ada', 0, 'ensimmäinen', '# säännöt'), (2, 'routing', 'ada', 0, null, '{}')");
        var before = await RowsAsync("configuration");
        Assert.Equal(2, before.Count);

        await StoreRebuild.RunAsync(Options, null, CancellationToken.None);

        Assert.Equal(before, await RowsAsync("configuration"));
        Assert.Equal(0, (await StoreRebuild.CheckAsync(Options, null, CancellationToken.None)).Differences);
    }

    [Fact]
    public async Task Check_finds_each_kind_of_difference_and_changes_nothing()
    {
        await LiveAsync();
        Assert.Equal(0, (await StoreRebuild.CheckAsync(Options, null, CancellationToken.None)).Differences);
        await ExecuteAsync("update customers set version = version + 1, name = 'Joku' where id in (select id from customers order by id limit 2); "
            + "delete from waiting_answers; insert into customer_channels (customer, channel, inbound, outbound, internal) select id, 'fax', 1, 0, 0 from customers limit 3");
        var damaged = await AllRowsAsync();

        var report = await StoreRebuild.CheckAsync(Options, null, CancellationToken.None);

        var tables = report.Tables.ToDictionary(t => t.Name, StringComparer.Ordinal);
        Assert.Equal(2, tables["customers"].Different);
        Assert.Equal(tables["waiting_answers"].Rows, tables["waiting_answers"].Missing);
        Assert.Equal(3, tables["customer_channels"].Surplus);
        Assert.Contains(report.Examples, e => e is { Table: "customers", Kind: "different", Columns: ["version", "name"] });
        Assert.Equal(damaged, await AllRowsAsync());
    }

    [Fact]
    public async Task Gap_in_the_journal_is_told_and_nothing_is_changed()
    {
        await LiveAsync();
        await ExecuteAsync("delete from journal where version = 1 and customer_version = (select max(customer_version) from journal where version = 1)");
        var before = await AllRowsAsync();

        await Assert.ThrowsAsync<JournalDamagedException>(() => StoreRebuild.RunAsync(Options, null, CancellationToken.None));

        Assert.Equal(before, await AllRowsAsync());
    }

    [Fact]
    public async Task Rebuild_beside_a_running_service_is_refused()
    {
        await using var crm = await CrmHost.StartAsync(Options.Store, Options.DataFolder);
        await crm.TakeAsync(Say.From("@liisa", "1"));

        var refusal = await Record.ExceptionAsync(() => StoreRebuild.RunAsync(Options, null, CancellationToken.None));

        Assert.True(refusal is StoreInUseException or DataFolderLockedException, refusal?.ToString());
    }

    [Fact]
    public async Task Interrupted_rebuild_leaves_everything_as_it_was()
    {
        await LiveAsync();
        var before = await AllRowsAsync();
        using var interrupting = new CancellationTokenSource();
        var afterFirstPage = new Interrupt(interrupting);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StoreRebuild.RunAsync(Options, afterFirstPage, interrupting.Token));

        Assert.Equal(before, await AllRowsAsync());
    }

    private async Task LiveAsync()
    {
        await using var crm = await CrmHost.StartAsync(Options.Store, Options.DataFolder);
        await Life.LiveAsync(crm, People, seed: 1);
    }

    private async Task<Dictionary<string, IReadOnlyList<string>>> AllRowsAsync()
    {
        var rows = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var table in (string[])["journal", "identities", .. DerivedTable.All.Select(t => t.Name)]) rows[table] = await RowsAsync(table);
        return rows;
    }

    private sealed class Interrupt(CancellationTokenSource source) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => source.Cancel();
    }
}
