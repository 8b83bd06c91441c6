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
    public async Task Offenders_alone_are_refused_and_all_others_of_the_group_committed()
    {
        var known = new TestConversation(Customer(1));
        await CommitAsync(known, known.Message("m1", At(0)) with { Links = [Link("kaisa")] });
        await ReopenAsync();
        var stale = new TestConversation(Customer(1)).Message("m2", At(1));
        var repeated = known.Message("m1", At(0));
        var taken = new TestConversation(Customer(2)).Message("m3", At(2)) with { Links = [Link("kaisa"), Link("kaisa2")] };
        var ahead = new TestConversation(Customer(3));
        ahead.State = ahead.State with { Version = 4 };
        var early = ahead.Message("m4", At(3));
        var good = Enumerable.Range(10, 20).Select(i => new TestConversation(Customer(i)).Message($"g{i}", At(i))).ToArray();

        var results = await TogetherAsync([.. good[..10], stale, repeated, taken, early, .. good[10..]]);

        Assert.Same(AppendResult.StaleVersion.Instance, results[10]);
        Assert.Equal(new StoredSource(known.SourceOf("m1"), known.Id.Value, 1, Customer(1), null), Assert.Single(Assert.IsType<AppendResult.AlreadyStored>(results[11]).Sources));
        Assert.Equal((IdentityKey.Of("x", "", "kaisa"), Customer(1)), Assert.Single(Assert.IsType<AppendResult.IdentityTaken>(results[12]).Taken));
        Assert.Same(AppendResult.StaleVersion.Instance, results[13]);
        Assert.All([.. results[..10], .. results[14..]], r => Assert.IsType<AppendResult.Committed>(r));
        Assert.Null(await Store.Reads.OwnerAsync(IdentityKey.Of("x", "", "kaisa2"), default));
        Assert.False(await Store.Reads.CustomerExistsAsync(Customer(2), default));
        Assert.False(await Store.Reads.CustomerExistsAsync(Customer(3), default));
        Assert.Equal(1, (await Store.Reads.CustomerAsync(Customer(1), default))!.Version);
    }

    [Theory, InlineData(2), InlineData(50), InlineData(98)]
    public async Task Redeliveries_in_a_group_are_answered_with_where_they_are(int percent)
    {
        var before = Enumerable.Range(0, 100).Select(i => (Conversation: new TestConversation(Customer(i)), Id: $"m{i}")).ToArray();
        await Task.WhenAll(before.Take(percent).Select(b => CommitAsync(b.Conversation, b.Conversation.Message(b.Id, At(0)))));
        await ReopenAsync();

        var results = await TogetherAsync([.. before.Select(b => new TestConversation(b.Conversation.State.Customer).Message(b.Id, At(0)))]);

        for (var i = 0; i < 100; i++)
        {
            if (i < percent) Assert.Equal(before[i].Conversation.Id.Value, Assert.Single(Assert.IsType<AppendResult.AlreadyStored>(results[i]).Sources).Stream);
            else Assert.IsType<AppendResult.Committed>(results[i]);
        }

        Assert.Equal(101, await SqlAsync(Options, "select count(*) from journal"));
    }

    [Fact]
    public async Task The_same_source_twice_in_one_group_is_stored_once()
    {
        var one = new TestConversation(Customer(1));
        var other = new TestConversation(Customer(2));

        var results = await TogetherAsync(one.Message("m1", At(0)), other.Message("m1", At(0)));

        Assert.IsType<AppendResult.Committed>(results[0]);
        Assert.Equal(Customer(1), Assert.Single(Assert.IsType<AppendResult.AlreadyStored>(results[1]).Sources).Customer);
        Assert.False(await Store.Reads.CustomerExistsAsync(Customer(2), default));
    }

    [Fact]
    public async Task A_late_redelivery_of_this_process_is_known_without_a_transaction()
    {
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("m1", At(0)));
        var commits = Steps.Commits;

        Assert.IsType<AppendResult.AlreadyStored>(await AppendAsync(conversation.Message("m1", At(0))));

        Assert.Equal(commits, Steps.Commits);
    }

    [Fact]
    public async Task A_repeated_act_is_answered_with_its_requests_hash()
    {
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("m1", At(0)));
        var (source, request) = (Sources.OfRequest("liisa", "key-1"), new Guid("00112233-4455-6677-8899-aabbccddeeff"));
        var act = conversation.Act(conversation.State with { Assignee = "liisa" }, new ConversationClaimed("liisa"), At(1), source: source, request: request);
        await CommitAsync(conversation, act);
        await ReopenAsync();

        var again = Assert.IsType<AppendResult.AlreadyStored>(await AppendAsync(conversation.Act(conversation.State, new ConversationClaimed("liisa"), At(2), source: source, request: request)));

        Assert.Equal(new StoredSource(source, conversation.Id.Value, 2, Customer(1), request), Assert.Single(again.Sources));
        Assert.Equal(again.Sources[0], await Store.Reads.LocateAsync(source, default));
    }

    [Fact]
    public async Task Concurrent_first_writes_of_one_stream_store_one_of_them()
    {
        var appends = Enumerable.Range(0, 20).Select(i => new TestConversation(Customer(1)).Message($"m{i}", At(i))).ToArray();

        var results = await Task.WhenAll(appends.Select(AppendAsync));

        Assert.Single(results.OfType<AppendResult.Committed>());
        Assert.Equal(19, results.OfType<AppendResult.StaleVersion>().Count());
        Assert.Equal(1, (await Store.Reads.CustomerAsync(Customer(1), default))!.Version);
    }

    [Fact]
    public async Task Concurrent_first_writes_of_one_identity_give_it_one_owner()
    {
        var appends = Enumerable.Range(0, 20).Select(i => new TestConversation(Customer(i)).Message($"m{i}", At(i)) with { Links = [Link("kaisa")] }).ToArray();

        var results = await Task.WhenAll(appends.Select(AppendAsync));

        var winner = Assert.Single(results.OfType<AppendResult.Committed>()).Change!.CustomerId;
        Assert.Equal(winner, await Store.Reads.OwnerAsync(IdentityKey.Of("x", "", "kaisa"), default));
        Assert.All(results.OfType<AppendResult.IdentityTaken>(), r => Assert.Equal(winner, Assert.Single(r.Taken).Owner));
        Assert.Equal(19, results.OfType<AppendResult.IdentityTaken>().Count());
        Assert.Equal(1, (await Store.Queries.StatsAsync(default)).Customers);
    }

    [Fact]
    public async Task An_identity_linked_by_two_conversations_at_once_is_told_once()
    {
        var one = new TestConversation(Customer(1)).Message("m1", At(0)) with { Links = [Link("kaisa")] };
        var other = new TestConversation(Customer(1), thread: "t").Message("m2", At(1)) with { Links = [Link("kaisa")] };

        var results = await TogetherAsync(one, other);

        Assert.All(results, r => Assert.IsType<AppendResult.Committed>(r));
        Assert.Single(Sink.Changes.SelectMany(c => c.Identities));
    }

    [Fact]
    public async Task An_append_that_contradicts_itself_is_the_callers_error_alone()
    {
        var conversation = new TestConversation(Customer(1));
        var message = conversation.Message("m1", At(0));

        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(message with { ExpectedVersion = 3 }));
        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(message with { Entries = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(message with { Head = null }));
        await CommitAsync(message);
    }

    [Fact]
    public async Task Contradictions_are_kept_once_each()
    {
        var contradiction = new Contradiction { Key = IdentityKey.Of("x", "", "kaisa"), PointsTo = Customer(5), At = At(0), Evidence = new Evidence { Kind = "email", Value = "k@example.fi" } };
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("m1", At(0)) with { Contradictions = [contradiction, contradiction with { At = At(1) }] });
        await CommitAsync(conversation, conversation.Message("m2", At(2)) with { Contradictions = [contradiction, contradiction with { PointsTo = Customer(6) }] });

        Assert.Equal(2, await SqlAsync(Options, "select count(*) from contradictions"));
    }
}
