using SocialCrm.Conversations;
using SocialCrm.Interactions;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Rows_of_a_conversation_come_whole_in_the_order_of_their_versions_page_by_page()
    {
        var conversation = new TestConversation(Customer(1), thread: "a");
        var other = new TestConversation(Customer(1), thread: "b");
        await CommitAsync(conversation, conversation.Message("m1", At(5)));
        await CommitAsync(other, other.Message("o", At(1)));
        await CommitAsync(conversation, conversation.Messages([("m2", At(6), Direction.Outbound, null, true), ("m0", At(0), Direction.Inbound, null, false)]));
        await CommitAsync(conversation, conversation.Act(conversation.State, new PriorityChanged(Priority.High), At(7), request: new Guid("00000000-0000-0000-0000-000000000009")));

        var first = await Store.Queries.RowsAsync(conversation.Id, 0, 3, default);
        var rest = await Store.Queries.RowsAsync(conversation.Id, first[^1].Version, 3, default);

        Assert.Equal([(1, "m1"), (2, "m2"), (3, "m0")], first.Select(static r => (r.Version, r.Entry.Message!.Value.Key.ExternalId)));
        Assert.Equal((At(6), Direction.Outbound, true), (first[1].Entry.At, first[1].Entry.Message!.Value.Key.Direction, first[1].Entry.Message!.Value.Automatic));
        Assert.Equal("Hyvää huomenta, m0", first[2].Entry.Personal.Text);
        Assert.All(first, static r => Assert.False(r.IsErased));
        var act = Assert.Single(rest);
        Assert.Equal((4, null, "liisa", new Guid("00000000-0000-0000-0000-000000000009")), (act.Version, act.Entry.Message, act.Entry.Actor, act.Entry.Request!.Value));
        Assert.Equal(new PriorityChanged(Priority.High), Assert.Single(act.Entry.Events));
        Assert.Empty(await Store.Queries.RowsAsync(conversation.Id, 4, 3, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Queries.RowsAsync(conversation.Id, 0, 1_001, default));
    }

    [Fact]
    public async Task Conversations_between_two_times_are_walked_by_id()
    {
        List<TestConversation> within = [];
        foreach (var (thread, minutes) in new[] { ("before", (0, 1)), ("into", (0, 5)), ("in", (5, 6)), ("out-of", (6, 20)), ("over", (0, 20)), ("after", (20, 21)) })
        {
            var conversation = new TestConversation(Customer(1), thread: thread);
            await CommitAsync(conversation, conversation.Message(thread + 1, At(minutes.Item1)));
            await CommitAsync(conversation, conversation.Message(thread + 2, At(minutes.Item2)));
            if (thread is not ("before" or "after")) within.Add(conversation);
        }

        List<ConversationState> walked = [];
        while (await Store.Queries.BetweenAsync(At(4), At(10), walked.Count == 0 ? null : walked[^1].Id, 3, default) is { Count: > 0 } page) walked.AddRange(page);

        Assert.Equal(within.Select(static c => c.Id).ToHashSet(), walked.Select(static c => c.Id).ToHashSet());
        Assert.Equal(4, walked.Count);
        Assert.Equal(4, await Store.Queries.CountBetweenAsync(At(4), At(10), default));
        Assert.All(walked, state => Assert.Equal(within.Single(c => c.Id == state.Id).State.Thread, state.Thread));
    }
}
