using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;
using SocialCrm.Notices;
using SocialCrm.Outbox;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Notices_are_stored_with_the_commit_and_told_after_it()
    {
        var conversation = new TestConversation(Customer(1));
        var append = conversation.Message("m1", At(0)) with { Notices = [Notice(conversation, "aino", 1), Notice(conversation, "otto", 1)], Outgoing = [Call(conversation, 1)] };
        Steps.BreakAt = CommitStep.BeforeCommit;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AppendAsync(append));
        Steps.BreakAt = null;
        Assert.Empty((await Store.Notices.ListAsync("aino", false, null, 10, default)).Items);
        Assert.Empty(await ClaimAsync(At(5)));
        Assert.Empty(Sink.Notices);

        await CommitAsync(conversation, append);

        var notice = Assert.Single((await Store.Notices.ListAsync("aino", false, null, 10, default)).Items);
        Assert.Equal(append.Notices[0].ToView(), notice);
        Assert.Equal(["aino", "otto"], Sink.Notices.Select(n => n.Recipient));
        var call = Assert.Single(await ClaimAsync(At(5)));
        Assert.Equal((append.Outgoing[0].Id, "duty", 1, "{}"), (call.Id, call.Target, call.Attempts, call.Payload));
        Assert.IsType<AppendResult.AlreadyStored>(await AppendAsync(append));
        Assert.Equal(2, await SqlAsync(Options, "select count(*) from notices"));
    }

    [Fact]
    public async Task Notices_come_newest_first_page_by_page_and_are_read_once()
    {
        var conversation = new TestConversation(Customer(1));
        for (var i = 0; i < 5; i++) await CommitAsync(conversation, conversation.Message($"m{i}", At(i)) with { Notices = [Notice(conversation, "aino", i), Notice(conversation, "otto", i)] });

        var first = await Store.Notices.ListAsync("aino", true, null, 2, default);
        var second = await Store.Notices.ListAsync("aino", true, first.Next, 2, default);
        var third = await Store.Notices.ListAsync("aino", true, second.Next, 2, default);
        Assert.Equal([At(4), At(3), At(2), At(1), At(0)], first.Items.Concat(second.Items).Concat(third.Items).Select(n => n.At));
        Assert.Null(third.Next);

        var id = first.Items[0].Id;
        Assert.Null(await Store.Notices.ReadAsync("otto", id, At(9), default));
        Assert.Equal(At(9), (await Store.Notices.ReadAsync("aino", id, At(9), default))!.ReadAt);
        Assert.Equal(At(9), (await Store.Notices.ReadAsync("aino", id, At(10), default))!.ReadAt);
        Assert.Equal(4, await Store.Notices.UnreadAsync("aino", default));
        Assert.Equal(2, await Store.Notices.ReadAllAsync("aino", At(1), At(11), default));
        Assert.Equal([At(3), At(2)], (await Store.Notices.ListAsync("aino", true, null, 10, default)).Items.Select(n => n.At));
        Assert.Equal(5, await Store.Notices.UnreadAsync("otto", default));
        await Assert.ThrowsAsync<InvalidCursorException>(() => Store.Notices.ListAsync("aino", true, "nonsense", 10, default));
    }

    [Fact]
    public async Task A_batch_of_notices_is_made_by_one_of_many_who_see_the_same()
    {
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("m1", At(0)) with { Notices = [.. Enumerable.Range(0, 30).Select(i => Notice(conversation, "aino", i)), Notice(conversation, "otto", 0)] });
        var seen = await Store.Notices.WaitingAsync("", 10, default);
        Assert.Equal([("aino", 30L), ("otto", 1L)], seen.Select(w => (w.Recipient, w.Count)));
        Assert.Equal(["otto"], (await Store.Notices.WaitingAsync("aino", 10, default)).Select(w => w.Recipient));

        var batches = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToArray();
        var made = await Task.WhenAll(batches.Select(b => Task.Run(() => Store.Notices.BatchAsync(seen[0], b, false, At(1), [Mail(b)], default))));

        Assert.Equal(1, made.Count(m => m));
        Assert.Equal(["otto"], (await Store.Notices.WaitingAsync("", 10, default)).Select(w => w.Recipient));
        var message = Assert.Single(await ClaimAsync(At(5)));
        Assert.Equal(batches[Array.IndexOf(made, true)], message.Batch);
        var told = await Store.Notices.BatchAsync(message.Batch!.Value, 20, default);
        Assert.Equal((30L, 20), (told.Count, told.Notices.Count));

        await CommitAsync(conversation, conversation.Message("m2", At(2)) with { Notices = [Notice(conversation, "aino", 31)] });
        var next = (await Store.Notices.WaitingAsync("", 10, default))[0];
        Assert.Equal((1L, 1L, At(1)), (next.Count, next.Version, next.LastAt!.Value));
        Assert.True(await Store.Notices.BatchAsync(next, Guid.NewGuid(), false, At(3), [], default));
        Assert.Empty(await ClaimAsync(At(5)));
    }

    [Fact]
    public async Task An_urgent_batch_leaves_the_others_waiting()
    {
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("m1", At(0)) with { Notices = [Notice(conversation, "aino", 0), Notice(conversation, "aino", 1) with { IsUrgent = true }] });
        var seen = (await Store.Notices.WaitingAsync("", 10, default))[0];
        Assert.Equal((2L, 1L), (seen.Count, seen.Urgent));
        Assert.True(await Store.Notices.BatchAsync(seen, Guid.NewGuid(), true, At(1), [], default));
        var left = (await Store.Notices.WaitingAsync("", 10, default))[0];
        Assert.Equal((1L, 0L), (left.Count, left.Urgent));
    }

    [Fact]
    public async Task Notices_that_no_commit_raises_are_stored_once()
    {
        NoticeRow[] alarm = [Notice(null, "aino", 1), Notice(null, "otto", 1)];
        Assert.Equal(alarm, await Store.Notices.AddAsync(alarm, default));
        Assert.Empty(await Store.Notices.AddAsync(alarm, default));
        var notice = Assert.Single((await Store.Notices.ListAsync("aino", true, null, 10, default)).Items);
        Assert.Null(notice.ConversationId);
        Assert.Equal(0, await Store.Notices.ForgetAsync(At(10_000), 10, default));
        foreach (var waiting in await Store.Notices.WaitingAsync("", 10, default)) await Store.Notices.BatchAsync(waiting, Guid.NewGuid(), false, At(1), [], default);
        Assert.Equal(2, await Store.Notices.ForgetAsync(At(10_000), 10, default));
    }

    [Fact]
    public async Task Messages_of_one_lane_go_one_after_the_other()
    {
        var (one, other) = (new TestConversation(Customer(1)), new TestConversation(Customer(2)));
        await CommitAsync(one, one.Message("m1", At(0)) with { Outgoing = [Call(one, 1), Call(one, 2)] });
        await CommitAsync(other, other.Message("m2", At(0)) with { Outgoing = [Call(other, 1)] });

        var lease = Guid.NewGuid();
        var claimed = await ClaimAsync(At(1), lease);
        Assert.Equal([Call(one, 1).Id, Call(other, 1).Id], claimed.Select(m => m.Id));
        Assert.Empty(await ClaimAsync(At(1)));
        await Store.Outbox.RetryAsync(claimed[0].Id, lease, At(3), "status 500", default);
        await Store.Outbox.DoneAsync(claimed[1].Id, lease, At(1), default);
        Assert.Empty(await ClaimAsync(At(2)));
        var again = Assert.Single(await ClaimAsync(At(3), lease));
        Assert.Equal((Call(one, 1).Id, 2, "status 500"), (again.Id, again.Attempts, again.Error));
        await Store.Outbox.GiveUpAsync(again.Id, lease, At(3), "status 500", default);
        Assert.Equal(Call(one, 2).Id, Assert.Single(await ClaimAsync(At(3))).Id);
    }

    [Fact]
    public async Task A_claim_ends_by_its_time_and_its_holder_changes_nothing_any_more()
    {
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("m1", At(0)) with { Outgoing = [Call(conversation, 1)] });
        var (dead, living) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Single(await ClaimAsync(At(1), dead));
        Assert.Empty(await ClaimAsync(At(1.9), living));
        Assert.Single(await ClaimAsync(At(2), living));
        await Store.Outbox.DoneAsync(Call(conversation, 1).Id, dead, At(2), default);
        await Store.Outbox.RetryAsync(Call(conversation, 1).Id, living, At(3), "timeout", default);
        Assert.Equal(3, Assert.Single(await ClaimAsync(At(3))).Attempts);
    }

    [Fact]
    public async Task Competing_claims_take_each_message_once()
    {
        const int messages = 60;
        for (var i = 0; i < messages; i++)
        {
            var conversation = new TestConversation(Customer(i));
            await CommitAsync(conversation, conversation.Message($"m{i}", At(0)) with { Outgoing = [Call(conversation, 1)] });
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            List<Guid> mine = [];
            while (await ClaimAsync(At(1)) is { Count: > 0 } some) mine.AddRange(some.Select(m => m.Id));
            return mine;
        })));

        var all = claimed.SelectMany(c => c).ToList();
        Assert.Equal(all.Distinct().Count(), all.Count);
        // One that met another's lock finds the rest when it looks again.
        while (await ClaimAsync(At(1)) is { Count: > 0 } rest) all.AddRange(rest.Select(m => m.Id));
        Assert.Equal(messages, all.Distinct().Count());
    }

    [Fact]
    public async Task Dead_letters_are_listed_replayed_and_taken_ones_forgotten()
    {
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("m1", At(0)) with { Outgoing = [.. Enumerable.Range(1, 3).Select(i => Call(conversation, i))] });
        for (var i = 1; i <= 3; i++)
        {
            var lease = Guid.NewGuid();
            await Store.Outbox.GiveUpAsync(Assert.Single(await ClaimAsync(At(1), lease)).Id, lease, At(1), "status 410", default);
        }

        var page = await Store.Outbox.DeadAsync(null, 2, default);
        Assert.Equal([Call(conversation, 3).Id, Call(conversation, 2).Id], page.Items.Select(m => m.Id));
        Assert.Equal([Call(conversation, 1).Id], (await Store.Outbox.DeadAsync(page.Next, 2, default)).Items.Select(m => m.Id));
        Assert.True(await Store.Outbox.ReplayAsync(Call(conversation, 2).Id, At(2), default));
        Assert.False(await Store.Outbox.ReplayAsync(Call(conversation, 2).Id, At(2), default));
        var held = Guid.NewGuid();
        var again = Assert.Single(await ClaimAsync(At(2), held));
        Assert.Equal((Call(conversation, 2).Id, 1), (again.Id, again.Attempts));
        await Store.Outbox.DoneAsync(again.Id, held, At(2), default);
        Assert.Equal(1, await Store.Outbox.ForgetAsync(At(3), 10, default));
        Assert.Equal(2, (await Store.Outbox.DeadAsync(null, 10, default)).Items.Count);
    }

    [Fact]
    public async Task Secrets_are_written_over_and_listed_by_name_only()
    {
        await Store.Secrets.PutAsync("duty", [1, 2, 3], "aino", At(0), default);
        await Store.Secrets.PutAsync("duty", [4, 5], "otto", At(1), default);
        Assert.Equal([4, 5], await Store.Secrets.FindAsync("duty", default));
        Assert.Equal([new SecretName("duty", At(1), "otto")], await Store.Secrets.NamesAsync(default));
        Assert.True(await Store.Secrets.RemoveAsync("duty", default));
        Assert.False(await Store.Secrets.RemoveAsync("duty", default));
        Assert.Null(await Store.Secrets.FindAsync("duty", default));
    }

    private Task<IReadOnlyList<OutgoingMessage>> ClaimAsync(DateTimeOffset now, Guid? lease = null) =>
        Store.Outbox.ClaimAsync(lease ?? Guid.NewGuid(), now, now.AddMinutes(1), 16, default);

    private static NoticeRow Notice(TestConversation? conversation, string recipient, int number) => new(
        NoticeId.From(Sources.OfNotice(conversation?.Id.ToString() ?? "alarm", number, 0, recipient)), recipient, NoticeLevel.MustReact, "breach:first-response", false,
        conversation?.Id, conversation?.State.Customer, At(number));

    private static OutgoingRow Call(TestConversation conversation, int number) => new(
        Sources.OfNotice(conversation.Id.ToString(), number, 0, "webhook:duty"), OutgoingKind.Webhook, "duty", conversation.Id.ToString(), conversation.Id,
        conversation.State.Customer, null, "{}", At(0));

    private static OutgoingRow Mail(Guid batch) => new(Guid.NewGuid(), OutgoingKind.Mail, "aino", "aino/mail", null, null, batch, null, At(0));
}
