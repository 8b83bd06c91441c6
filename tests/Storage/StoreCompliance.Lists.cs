using SocialCrm.Conversations;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Timeline_pages_over_ties_leave_nothing_out_and_repeat_nothing()
    {
        foreach (var thread in (string[])["a", "b", "c"])
        {
            var conversation = new TestConversation(Customer(1), thread: thread);
            for (var i = 0; i < 4; i++) await CommitAsync(conversation, conversation.Message($"{thread}{i}", At(i / 2)));
            await CommitAsync(conversation, conversation.Act(conversation.State with { Assignee = "liisa" }, new ConversationClaimed("liisa"), At(1)));
        }

        List<TimelineEntry> walked = [];
        for (string? cursor = null; ;)
        {
            var page = await Store.Queries.TimelineAsync(Customer(1), cursor, 2, default);
            walked.AddRange(page.Items);
            if ((cursor = page.Next) is null) break;
        }

        Assert.Equal(15, walked.Select(e => (e.ConversationId, e.Version)).Distinct().Count());
        Assert.Equal(15, walked.Count);
        Assert.Equal(walked.Select(e => e.At).OrderDescending(), walked.Select(e => e.At));
        Assert.Equal(3, walked.Count(e => e is { Kind: "conversation.claimed", Actor: "liisa", Note: "note", Direction: null }));
        Assert.Equal(Json((await Store.Queries.TimelineAsync(Customer(1), null, 200, default)).Items), Json(walked));
    }

    [Fact]
    public async Task Interactions_of_a_conversation_come_oldest_first_without_acts()
    {
        var conversation = new TestConversation(Customer(1), thread: "a");
        var other = new TestConversation(Customer(1), thread: "b");
        await CommitAsync(conversation, conversation.Message("m2", At(2)));
        await CommitAsync(other, other.Message("o", At(2)));
        await CommitAsync(conversation, conversation.Messages([("m3", At(2), Direction.Outbound, null, false), ("m1", At(1), Direction.Inbound, null, false)]));
        await CommitAsync(conversation, conversation.Act(conversation.State, new PriorityChanged(Priority.High), At(3)));

        var first = await Store.Queries.InteractionsAsync(conversation.Id, null, 2, default);
        var second = await Store.Queries.InteractionsAsync(conversation.Id, first.Next, 2, default);

        Assert.Equal(["m1", "m2", "m3"], first.Items.Concat(second.Items).Select(e => e.ExternalId));
        Assert.Null(second.Next);
        var messages = await Store.Queries.MessagesAsync(conversation.Id, default);
        Assert.Equal([(At(1), Direction.Inbound, "m1"), (At(2), Direction.Inbound, "m2"), (At(2), Direction.Outbound, "m3")],
            messages.OrderBy(m => m.Key).Select(m => (m.Key.At, m.Key.Direction, m.Key.ExternalId)));
    }

    [Theory, InlineData(ConversationSort.Waiting, 8), InlineData(ConversationSort.Due, 4), InlineData(ConversationSort.Recent, 14), InlineData(ConversationSort.Priority, 14)]
    public async Task Lists_of_conversations_page_over_ties_in_every_sort(ConversationSort sort, int expected)
    {
        await ManyConversationsAsync();

        List<ConversationView> walked = [];
        for (string? cursor = null; ;)
        {
            var page = await Store.Queries.ConversationsAsync(new ConversationFilter { Sort = sort, Cursor = cursor, Limit = 3 }, default);
            walked.AddRange(page.Items);
            if ((cursor = page.Next) is null) break;
        }

        Assert.Equal(expected, walked.Count);
        Assert.Equal(expected, walked.Select(c => c.Id).Distinct().Count());
        var keys = walked.Select(c => sort switch
        {
            ConversationSort.Waiting => (0, c.WaitingSince!.Value.ToUnixTimeMilliseconds()),
            ConversationSort.Due => (0, c.NextDueAt!.Value.ToUnixTimeMilliseconds()),
            ConversationSort.Recent => (0, -c.LastInteractionAt.ToUnixTimeMilliseconds()),
            _ => (-(int)c.Priority, c.Status == Status.Resolved ? long.MaxValue : c.WaitingSince?.ToUnixTimeMilliseconds() ?? long.MaxValue),
        }).ToArray();
        Assert.Equal(keys.Order(), keys);
    }

    [Fact]
    public async Task Lists_of_conversations_show_what_the_filter_lets_through()
    {
        await ManyConversationsAsync();

        Assert.Equal(4, await CountAsync(new ConversationFilter { Status = Status.Snoozed }));
        Assert.Equal(2, await CountAsync(new ConversationFilter { Status = Status.Resolved }));
        Assert.Equal(4, await CountAsync(new ConversationFilter { Assignee = "liisa" }));
        Assert.Equal(10, await CountAsync(new ConversationFilter { Assignee = "none" }));
        Assert.Equal(0, await CountAsync(new ConversationFilter { Queue = "vip" }));
        Assert.Equal(14, await CountAsync(new ConversationFilter { Queue = Queues.Default, Channel = "x" }));
        var stats = await Store.Queries.StatsAsync(default);
        Assert.Equal((4L, 4L, 4L, 2L), (stats.ByStatus["open"], stats.ByStatus["waiting"], stats.ByStatus["snoozed"], stats.ByStatus["resolved"]));
        Assert.Equal((8L, 14L, 18L), (stats.Waiting, stats.Conversations, stats.Interactions));

        async Task<int> CountAsync(ConversationFilter filter) => (await Store.Queries.ConversationsAsync(filter, default)).Items.Count;
    }

    [Theory, InlineData(""), InlineData("nonsense"), InlineData("w"), InlineData("d0FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB")]
    public async Task A_cursor_of_another_list_is_refused(string cursor)
    {
        await Assert.ThrowsAsync<InvalidCursorException>(() => Store.Queries.TimelineAsync(Customer(1), cursor, 10, default));
        await Assert.ThrowsAsync<InvalidCursorException>(() => Store.Queries.InteractionsAsync(new TestConversation(Customer(1)).Id, cursor, 10, default));
        await Assert.ThrowsAsync<InvalidCursorException>(() => Store.Queries.ConversationsAsync(new ConversationFilter { Cursor = cursor }, default));
    }

    [Fact]
    public async Task Due_conversations_come_earliest_first()
    {
        Assert.Null(await Store.Queries.NextDueAsync(default));
        await ManyConversationsAsync();

        Assert.Equal(At(100), await Store.Queries.NextDueAsync(default));
        Assert.Empty(await Store.Queries.ClaimDueAsync(At(99), null, 10, TimeSpan.FromSeconds(1), default));
        var due = await Store.Queries.ClaimDueAsync(At(101), null, 3, TimeSpan.FromSeconds(1), default);
        Assert.Equal([At(100), At(100), At(101)], due.Select(d => d.DueAt));

        var rest = Assert.Single(await Store.Queries.ClaimDueAsync(At(101), due[^1], 3, TimeSpan.FromSeconds(1), default));
        Assert.Equal(At(101), rest.DueAt);
        Assert.DoesNotContain(rest.Conversation, due.Select(d => d.Conversation));
    }

    /// <summary>Fourteen of one message each, in ties of two: four open, four answered, four snoozed until their time, two resolved without an answer.</summary>
    protected async Task ManyConversationsAsync()
    {
        for (var i = 0; i < 14; i++)
        {
            var conversation = new TestConversation(Customer(i / 3), thread: $"t{i}");
            await CommitAsync(conversation, conversation.Message($"m{i}", At(i / 2)));
            var state = conversation.State with { Priority = (Priority)(1 + (i % 4)) };
            if (i is >= 4 and < 8) await CommitAsync(conversation, conversation.Message($"r{i}", At(20), Direction.Outbound));
            else if (i is >= 8 and < 12) await CommitAsync(conversation, conversation.Act(state with { Phase = Phase.Snoozed, SnoozedUntil = At(100 + ((i - 8) / 2)), Assignee = "liisa" }, new ConversationSnoozed(At(100), 1), At(30)));
            else if (i >= 12) await CommitAsync(conversation, conversation.Act(state with { Phase = Phase.Resolved, PhaseSince = At(30) }, new ConversationResolved(), At(30)));
        }
    }
}
