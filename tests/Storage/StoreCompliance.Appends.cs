using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Append_first_message_is_read_back_whole()
    {
        var conversation = new TestConversation(Customer(1));
        var append = conversation.Message("m1", At(0), name: "Kaisa Öhman 🛫") with { Links = [Link("kaisa")] };

        var committed = await CommitAsync(conversation, append);

        Assert.Equal(1, committed.Version);
        Assert.Equal(Json(append.Head), Json(await Store.Reads.ConversationAsync(conversation.Id, default)));
        var customer = await Store.Reads.CustomerAsync(Customer(1), default);
        Assert.NotNull(customer);
        Assert.Equal((1L, "Kaisa Öhman 🛫", "x", At(0), At(0)), (customer.Version, customer.Name, customer.PreferredChannel, customer.FirstSeenAt, customer.LastSeenAt));
        Assert.Equal((1L, 0L, At(0)), (customer.Counts.Inbound, customer.Counts.Outbound, customer.WaitingSince));
        Assert.Equal(Json(Link("kaisa").Identity), Json(Assert.Single(customer.Identities)));
        Assert.Equal(conversation.Id, Assert.Single(customer.OpenConversations).Id);
        Assert.Equal(Customer(1), await Store.Reads.OwnerAsync(IdentityKey.Of("x", "", "kaisa"), default));
        Assert.True(await Store.Reads.CustomerExistsAsync(Customer(1), default));
        var entry = Assert.Single((await Store.Queries.TimelineAsync(Customer(1), null, 50, default)).Items);
        Assert.Equal(("interaction", "m1", "Hyvää huomenta, m1", Direction.Inbound, "acme"), (entry.Kind, entry.ExternalId, entry.Text, entry.Direction, entry.Account));
        Assert.Equal(new StoredSource(conversation.SourceOf("m1"), append.Stream, 1, Customer(1), null), await Store.Reads.LocateAsync(conversation.SourceOf("m1"), default));
    }

    [Fact]
    public async Task Reads_of_what_isnt_there_are_null()
    {
        Assert.Null(await Store.Reads.ConversationAsync(new TestConversation(Customer(1)).Id, default));
        Assert.Null(await Store.Reads.CustomerAsync(Customer(1), default));
        Assert.Null(await Store.Reads.OwnerAsync(IdentityKey.Of("x", "", "nobody"), default));
        Assert.Null(await Store.Reads.LocateAsync(Sources.OfInteraction("x", "acme", "none"), default));
        Assert.False(await Store.Reads.CustomerExistsAsync(Customer(1), default));
    }

    [Fact]
    public async Task Append_hands_over_its_change_before_it_completes()
    {
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("m1", At(0), name: "Kaisa") with { Links = [Link("kaisa")] });
        var claim = conversation.Act(conversation.State with { Assignee = "liisa" }, new ConversationClaimed("liisa"), At(1)) with { LeftQueue = "vip" };

        var committed = await CommitAsync(conversation, claim);

        var change = Sink.Changes[1];
        Assert.Same(change, committed.Change);
        Assert.Equal((1L, 2L, 1L, 2L), (change.CustomerFrom, change.CustomerVersion, change.ConversationFrom, change.Conversation.Version));
        Assert.Equal(("conversation.claimed", "vip", "liisa"), (change.Kind, change.LeftQueue, change.Conversation.Assignee));
        Assert.Equal(("Kaisa", At(0), 1L), (change.Facts.Name, change.Facts.FirstSeenAt, change.Channel.Inbound));
        Assert.Equal("kaisa", Assert.Single(Sink.Changes[0].Identities).Handle);
        Assert.Empty(change.Identities);
    }

    [Fact]
    public async Task Changes_folded_one_by_one_give_what_is_read()
    {
        var phone = new TestConversation(Customer(1), "phone");
        var x = new TestConversation(Customer(1));
        await CommitAsync(x, x.Message("m1", At(0), name: "Kaisa") with { Links = [Link("kaisa")] });
        await CommitAsync(phone, phone.Message("p1", At(1)) with { Links = [Link("+358401234567", "phone")] });
        await CommitAsync(x, x.Messages([("m2", At(2), Direction.Outbound, null, false), ("m3", At(3), Direction.Inbound, "Kaisa Ö", false)]));
        await CommitAsync(phone, phone.Act(phone.State with { Phase = Phase.Resolved, PhaseSince = At(4) }, new ConversationResolved(), At(4)));

        var folded = Sink.Changes.Aggregate(new Customers.CustomerView(), Customers.CustomerFold.Apply);

        Assert.Equal(Json(await Store.Reads.CustomerAsync(Customer(1), default)), Json(folded));
        Assert.Equal(5, folded.Version);
    }

    [Fact]
    public async Task Concurrent_appends_to_many_conversations_of_one_customer_have_gapless_versions()
    {
        const int conversations = 20, rounds = 15;
        await Task.WhenAll(Enumerable.Range(0, conversations).Select(async c =>
        {
            var conversation = new TestConversation(Customer(1), thread: $"t{c}");
            for (var i = 0; i < rounds; i++)
            {
                var committed = await CommitAsync(conversation, conversation.Messages([($"{c}-{i}a", At(i), Direction.Inbound, null, false), ($"{c}-{i}b", At(i + 0.5), Direction.Outbound, null, false)]));
                Assert.Equal(2 * (i + 1), committed.Version);
            }
        }));

        var reached = 0L;
        foreach (var change in Sink.Changes)
        {
            Assert.Equal((reached, reached + 2), (change.CustomerFrom, change.CustomerVersion));
            reached = change.CustomerVersion;
        }

        Assert.Equal(2 * conversations * rounds, reached);
        Assert.Equal(reached, (await Store.Queries.VersionsAsync([Customer(1)], default))[Customer(1)]);
        Assert.Equal(reached, await SqlAsync(Options, "select count(distinct customer_version) from journal where customer_version between 1 and 600"));
        Assert.Equal(reached, (await Store.Reads.CustomerAsync(Customer(1), default))!.Counts.ByChannel["x"]);
    }

    [Fact]
    public async Task Appends_that_wait_together_are_one_transaction_and_customer_versions_follow_the_queue()
    {
        var conversations = Enumerable.Range(0, 5).Select(i => new TestConversation(Customer(1), thread: $"t{i}")).ToArray();

        var results = await TogetherAsync([.. conversations.Select((c, i) => c.Message($"m{i}", At(i)))]);

        Assert.Equal(2, Steps.Commits);
        Assert.Equal([0, 1, 2, 3, 4], results.Select(r => ((AppendResult.Committed)r).Change!.CustomerFrom));
    }

    [Fact]
    public async Task With_several_writers_each_customers_changes_leave_in_the_order_of_their_versions()
    {
        const int customers = 40, conversations = 30;
        await Store.DisposeAsync();
        Store = await OpenAsync(Options with { Writers = 3, MaxRowsPerCommit = 100 }, Sink);

        var results = await TogetherAsync([.. Enumerable.Range(0, customers * conversations).Select(i => new TestConversation(Customer(i % customers), thread: $"t{i}").Message($"m{i}", At(i)))]);

        Assert.All(results, r => Assert.IsType<AppendResult.Committed>(r));
        foreach (var changes in Sink.Changes.Where(c => c.CustomerVersion > 0).GroupBy(c => c.CustomerId).Where(g => g.Count() > 1))
        {
            Assert.Equal(Enumerable.Range(1, conversations).Select(v => (long)v), changes.Select(c => c.CustomerVersion));
        }
    }

    [Fact]
    public async Task A_transaction_takes_no_more_rows_than_it_may()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync(Options with { MaxRowsPerCommit = 3 }, Sink);

        var results = await TogetherAsync([.. Enumerable.Range(0, 7).Select(i => new TestConversation(Customer(i)).Message($"m{i}", At(i)))]);

        Assert.All(results, r => Assert.IsType<AppendResult.Committed>(r));
        Assert.Equal(4, Steps.Commits);
    }

    [Fact]
    public async Task Callers_wait_at_the_door_when_too_many_wait_and_may_give_up_there()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync(Options with { MaxWaitingAppends = 1 }, Sink);
        Steps.Hold();
        var held = AppendAsync(new TestConversation(Customer(1)).Message("held", At(0)));
        await Steps.Held;
        var waiting = AppendAsync(new TestConversation(Customer(2)).Message("m2", At(0)));
        using var given = new CancellationTokenSource();
        var atTheDoor = Store.Journal.AppendAsync(new TestConversation(Customer(3)).Message("m3", At(0)), given.Token);

        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => atTheDoor);
        Steps.Release();
        Assert.IsType<AppendResult.Committed>(await held);
        Assert.IsType<AppendResult.Committed>(await waiting);
        Assert.Null(await Store.Reads.CustomerAsync(Customer(3), default));
    }

    [Fact]
    public async Task Dispose_commits_what_was_taken_and_refuses_what_comes_later()
    {
        Steps.Hold();
        var held = AppendAsync(new TestConversation(Customer(1)).Message("m1", At(0)));
        await Steps.Held;
        var waiting = AppendAsync(new TestConversation(Customer(2)).Message("m2", At(0)));

        var disposed = Store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AppendAsync(new TestConversation(Customer(3)).Message("m3", At(0))));
        Steps.Release();
        await disposed;

        Assert.IsType<AppendResult.Committed>(await held);
        Assert.IsType<AppendResult.Committed>(await waiting);
    }
}
