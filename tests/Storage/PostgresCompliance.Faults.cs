using Npgsql;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;
using SocialCrm.Storage.Postgres;
using SocialCrm.TestKit;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public sealed partial class PostgresCompliance
{
    [Fact]
    public async Task Two_processes_write_to_one_customer_without_gap_or_fork()
    {
        var otherSink = new RecordingSink();
        var other = await OpenAsync(Options, otherSink);

        await Task.WhenAll(new[] { Store, other }.SelectMany((store, s) => Enumerable.Range(0, 5).Select(async c =>
        {
            var conversation = new TestConversation(Customer(1), thread: $"{s}-{c}");
            for (var i = 0; i < 20; i++)
            {
                var append = conversation.Message($"{s}-{c}-{i}", At(i));
                Assert.IsType<AppendResult.Committed>(await store.Journal.AppendAsync(append, default));
                conversation.Accept(append);
            }
        })));

        var changes = Sink.Changes.Concat(otherSink.Changes).OrderBy(c => c.CustomerVersion).ToArray();
        Assert.Equal(Enumerable.Range(1, 200).Select(v => (long)v), changes.Select(c => c.CustomerVersion));
        Assert.All(changes, c => Assert.Equal(c.CustomerVersion - 1, c.CustomerFrom));
        Assert.Equal(200, (await other.Reads.CustomerAsync(Customer(1), default))!.Counts.Inbound);
    }

    [Fact]
    public async Task Two_processes_that_write_the_same_at_once_store_it_once()
    {
        var other = await OpenAsync(Options);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).SelectMany(i => new[] { Store, other }.Select(store =>
            store.Journal.AppendAsync(new TestConversation(Customer(i % 20), thread: $"t{i}").Message($"m{i}", At(i)) with { Links = [Link($"h{i % 20}")] }, default))));

        Assert.Equal(200, results.OfType<AppendResult.Committed>().Count());
        Assert.Equal(200, results.OfType<AppendResult.AlreadyStored>().Count());
        Assert.Equal(200, (await Store.Queries.StatsAsync(default)).Interactions);
    }

    [Fact]
    public async Task Two_processes_that_give_an_identity_to_two_customers_agree_on_one()
    {
        var other = await OpenAsync(Options);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(i => new[] { Store, other }.Select((store, s) =>
            store.Journal.AppendAsync(new TestConversation(Customer((100 * s) + i)).Message($"{s}-{i}", At(i)) with { Links = [Link($"h{i}")] }, default))));

        Assert.Equal(50, results.OfType<AppendResult.Committed>().Count());
        Assert.Equal(50, results.OfType<AppendResult.IdentityTaken>().Count());
        Assert.Equal(50, (await Store.Queries.StatsAsync(default)).Customers);
    }

    [Theory, InlineData(CommitFate.CutBefore), InlineData(CommitFate.CutAfter)]
    public async Task A_connection_lost_at_commit_ends_in_one_commit_whatever_the_server_did(CommitFate fate)
    {
        await using var proxy = Proxy(out var options);
        var store = await OpenAsync(options, Sink);
        var conversation = new TestConversation(Customer(1));
        proxy.NextCommit = fate;

        var first = Assert.IsType<AppendResult.Committed>(await store.Journal.AppendAsync(conversation.Message("m1", At(0)) with { Links = [Link("kaisa")] }, default));
        conversation.Accept(conversation.Message("m1", At(0)));
        var second = Assert.IsType<AppendResult.Committed>(await store.Journal.AppendAsync(conversation.Message("m2", At(1)), default));

        Assert.Equal(1, proxy.Cuts);
        Assert.Equal((0L, 1L, 1L, 2L), (first.Change!.CustomerFrom, first.Change.CustomerVersion, second.Change!.CustomerFrom, second.Change.CustomerVersion));
        Assert.Equal("kaisa", Assert.Single(first.Change.Identities).Handle);
        Assert.Equal(2, await SqlAsync(Options, "select count(*) from journal"));
        Assert.Equal(2, (await Store.Reads.CustomerAsync(Customer(1), default))!.Version);
    }

    [Theory, InlineData(CommitFate.CutBefore, 0), InlineData(CommitFate.CutAfter, 1)]
    public async Task An_outcome_that_cant_be_found_out_is_said_so(CommitFate fate, int stored)
    {
        await using var proxy = Proxy(out var options);
        var store = await OpenAsync(options with { OutcomeTimeout = TimeSpan.FromMilliseconds(100) }, Sink);
        (proxy.NextCommit, proxy.RefuseAfterCut) = (fate, true);
        var append = new TestConversation(Customer(1)).Message("m1", At(0));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Journal.AppendAsync(append, default));
        Assert.Empty(Sink.Changes);
        (proxy.Refusing, proxy.RefuseAfterCut) = (false, false);
        var again = await store.Journal.AppendAsync(append, default);

        Assert.Equal(stored == 1, again is AppendResult.AlreadyStored);
        Assert.Equal(1, await SqlAsync(Options, "select count(*) from journal"));
        // Nobody but the writer can tell those who watch: to the sender's repetition it is known.
        await Waiting.ForAsync("the change of the transaction in doubt to be told", TimeSpan.FromSeconds(30), () => Task.FromResult(Sink.Changes.Count > 0));
        Assert.Equal((0L, 1L), Sink.Changes.Select(c => (c.CustomerFrom, c.CustomerVersion)).Single());
    }

    /// <summary>After a crash the server gives the number of a transaction that left nothing in its log to another one, whose commit says nothing of the first.</summary>
    [Fact]
    public async Task A_transactions_number_that_was_given_again_is_no_commit_of_the_first()
    {
        var append = new TestConversation(Customer(1)).Message("m1", At(0));
        await Store.Journal.AppendAsync(append, default);
        await using var source = NpgsqlDataSource.Create(Options.Store);
        await using var command = source.CreateCommand("select xact::text from journal");
        var given = ulong.Parse((string)(await command.ExecuteScalarAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        var outcome = new PostgresOutcome(source, TimeSpan.FromSeconds(10), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var stored = new JournalRow(append.Stream, 1, null, 0, append.Entries[0]);

        Assert.True(await outcome.IsCommittedAsync(given, stored, backend: 0));
        Assert.False(await outcome.IsCommittedAsync(given, stored with { Stream = Guid.NewGuid() }, backend: 0));
    }

    [Fact]
    public async Task A_deadline_that_one_process_claimed_is_left_to_it_until_the_lease_ends()
    {
        await ManyConversationsAsync();
        var other = await OpenAsync(Options);
        var lease = TimeSpan.FromSeconds(10);

        var mine = await Store.Queries.ClaimDueAsync(At(101), null, 3, lease, default);
        var others = await other.Queries.ClaimDueAsync(At(101), null, 10, lease, default);
        Assert.Equal((3, 1), (mine.Count, others.Count));
        Assert.Empty(mine.Select(d => d.Conversation).Intersect(others.Select(d => d.Conversation)));
        Assert.Empty(await other.Queries.ClaimDueAsync(At(101), null, 10, lease, default));

        Assert.Equal(4, (await other.Queries.ClaimDueAsync(At(101) + lease, null, 10, lease, default)).Count);
        await Store.Queries.ForgetClaimsAsync(At(101) + lease + lease, default);
        Assert.Equal(0, await SqlAsync(Options, "select count(*) from deadline_claims"));
    }

    [Fact]
    public async Task A_process_that_stands_still_before_its_commit_holds_nobody_up_for_long()
    {
        var other = await OpenAsync(Options with { AtStep = null });
        var conversation = new TestConversation(Customer(1));
        Steps.Hold();
        var held = AppendAsync(conversation.Message("m1", At(0)));
        await Steps.Held;

        Assert.IsType<AppendResult.Committed>(await other.Journal.AppendAsync(conversation.Message("m2", At(1)), default));
        Steps.Release();

        Assert.IsType<AppendResult.StaleVersion>(await held);
        Assert.Equal(1, await SqlAsync(Options, "select count(*) from journal"));
    }

    [Theory]
    [InlineData("Host=h", 5)]
    [InlineData("Host=h;Timeout=15", 15)]
    [InlineData("postgres://h/crm?connect_timeout=7", 7)]
    public void Time_to_connect_is_bounded_unless_the_connection_string_says_how(string store, int seconds) =>
        Assert.Equal(seconds, PostgresOptions.Parse(store).Timeout);

    [Fact]
    public async Task An_unreachable_server_is_said_so_and_used_again_when_it_is_back()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var options = new StorageOptions { Store = await PostgresServer.NewDatabaseAsync(cluster.ConnectionString) };
        var store = await OpenAsync(options);
        await store.Journal.AppendAsync(new TestConversation(Customer(1)).Message("m1", At(0)), default);
        Assert.NotNull(await store.Reads.CustomerAsync(Customer(1), default));

        await cluster.CrashServerAsync();
        var append = new TestConversation(Customer(2)).Message("m2", At(1));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Journal.AppendAsync(append, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Reads.CustomerAsync(Customer(1), default));
        Assert.False(await store.CanCommitAsync(default));
        await cluster.StartServerAsync();

        Assert.True(await store.CanCommitAsync(default));
        Assert.IsType<AppendResult.Committed>(await store.Journal.AppendAsync(append, default));
        Assert.Equal(1, (await store.Reads.CustomerAsync(Customer(1), default))!.Version);
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_restarted_server_costs_the_writer_no_append()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var store = await OpenAsync(new StorageOptions { Store = await PostgresServer.NewDatabaseAsync(cluster.ConnectionString) });
        var conversation = new TestConversation(Customer(1));
        var first = conversation.Message("m1", At(0));
        await store.Journal.AppendAsync(first, default);
        conversation.Accept(first);

        await cluster.CrashServerAsync();
        await cluster.StartServerAsync();

        Assert.Equal(2, Assert.IsType<AppendResult.Committed>(await store.Journal.AppendAsync(conversation.Message("m2", At(1)), default)).Version);
        Assert.Equal(2, (await store.Reads.CustomerAsync(Customer(1), default))!.Version);
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_text_that_the_database_cant_hold_fails_alone()
    {
        var bad = new TestConversation(Customer(1)).Message("m1", At(0), name: "nul \0");
        var halved = new TestConversation(Customer(2)).Message("m2", At(0), name: "half \ud800");
        var good = Enumerable.Range(3, 6).Select(i => new TestConversation(Customer(i)).Message($"m{i}", At(i))).ToArray();
        Steps.Hold();
        var held = AppendAsync(new TestConversation(Customer(50)).Message("held", At(0)));
        await Steps.Held;
        Task<AppendResult>[] all = [.. new[] { bad, halved }.Concat(good).Select(AppendAsync)];
        Steps.Release();

        await held;
        await Assert.ThrowsAsync<PostgresException>(() => all[0]);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => all[1]);
        Assert.All(await Task.WhenAll(all[2..]), r => Assert.IsType<AppendResult.Committed>(r));
    }

    [Fact]
    public async Task Migrating_at_once_from_many_processes_makes_one_schema()
    {
        var options = await NewStoreAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => OpenAsync(options))));

        Assert.Single((await Task.WhenAll(stores.Select(s => s.Access.SecretAsync(default)))).Select(Convert.ToHexString).Distinct());
        foreach (var store in stores) await store.DisposeAsync();
        await DeleteStoreAsync(options);
    }

    [Theory]
    [InlineData("postgres://me:p%40ss@db.example:6432/crm?sslmode=require", "db.example", 6432, "me", "p@ss", "crm", SslMode.Require)]
    [InlineData("postgresql://localhost/crm", "localhost", 5432, null, null, "crm", SslMode.Prefer)]
    [InlineData("Host=h;Port=1;Username=u;Database=d;SSL Mode=VerifyFull", "h", 1, "u", null, "d", SslMode.VerifyFull)]
    public void Addresses_and_connection_strings_are_both_understood(string store, string host, int port, string? user, string? password, string database, SslMode ssl)
    {
        var parsed = PostgresOptions.Parse(store);

        Assert.Equal((host, port, user, password, database, ssl), (parsed.Host, parsed.Port, parsed.Username, parsed.Password, parsed.Database, parsed.SslMode));
    }

    private TcpProxy Proxy(out StorageOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(Options.Store);
        var proxy = new TcpProxy(builder.Host!, builder.Port);
        (builder.Host, builder.Port) = ("127.0.0.1", proxy.Port);
        builder.SslMode = SslMode.Disable;
        options = Options with { Store = builder.ConnectionString };
        return proxy;
    }
}
