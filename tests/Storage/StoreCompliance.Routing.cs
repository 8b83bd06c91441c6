using SocialCrm.Conversations;
using SocialCrm.Interactions;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Open_work_is_counted_by_queue_and_by_agent()
    {
        Assert.Empty(await Store.Routing.QueuesAsync(default));
        Assert.Empty(await Store.Routing.LoadsAsync(default));
        await OpenWorkAsync();

        Assert.Equal(
            ["billing 2 2 1 1 0", "inbox 6 5 5 0 0"],
            (await Store.Routing.QueuesAsync(default)).Select(q => $"{q.Queue} {q.Open} {q.Waiting} {q.Unassigned} {(q.OldestWaitingSince!.Value - At(0)).TotalMinutes} {q.Breached}"));
        Assert.Equal(new Dictionary<string, int> { ["liisa"] = 2 }, await Store.Routing.LoadsAsync(default));
    }

    [Fact]
    public async Task Unassigned_come_by_priority_then_by_how_long_they_wait()
    {
        await OpenWorkAsync();

        Assert.Equal(["t4", "t0", "t2"], (await Store.Routing.UnassignedAsync("inbox", null, 10, default)).Select(c => c.Thread));
        var page = await Store.Routing.UnassignedAsync("inbox", null, 2, default);
        Assert.Equal(["t4", "t0"], page.Select(c => c.Thread));
        Assert.Equal(["t2"], (await Store.Routing.UnassignedAsync("inbox", page[^1], 2, default)).Select(c => c.Thread));
        Assert.Equal(["t0", "t2"], (await Store.Routing.UnassignedAsync("inbox", page[0], 9, default)).Select(c => c.Thread));
        Assert.Equal("t1", Assert.Single(await Store.Routing.UnassignedAsync("billing", null, 10, default)).Thread);
        Assert.Empty(await Store.Routing.UnassignedAsync("nowhere", null, 10, default));
    }

    [Fact]
    public async Task Conversations_of_an_agent_come_page_by_page()
    {
        await OpenWorkAsync();

        var first = Assert.Single(await Store.Routing.OfAgentAsync("liisa", null, 1, default));
        var second = Assert.Single(await Store.Routing.OfAgentAsync("liisa", first.Id, 1, default));
        Assert.Empty(await Store.Routing.OfAgentAsync("liisa", second.Id, 1, default));
        Assert.Equal(["t3", "t5"], new[] { first.Thread, second.Thread }.Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Of ten: t1 and t3 in billing, t3 and t5 liisa's, t4 urgent, t6 answered and t7 resolved, so neither of them open, t8 open without anybody who waits, t9 past traffic.
    /// </summary>
    private async Task OpenWorkAsync()
    {
        for (var i = 0; i < 10; i++)
        {
            var conversation = new TestConversation(Customer(i), thread: $"t{i}");
            await CommitAsync(conversation, i == 8 ? conversation.Message("m8", At(8), Direction.Internal) : conversation.Message($"m{i}", At(i)));
            var state = conversation.State;
            if (i is 1 or 3) state = state with { Queue = "billing" };
            if (i is 3 or 5) state = state with { Assignee = "liisa" };
            if (i == 4) state = state with { Priority = Priority.Urgent };
            if (i == 7) state = state with { Phase = Phase.Resolved, PhaseSince = At(30) };
            if (i == 9) state = state with { Held = true, Clocks = [new ResponseTimes.Clock { NextAt = At(60) }] };
            if (i == 6) await CommitAsync(conversation, conversation.Message("r6", At(20), Direction.Outbound));
            else if (state != conversation.State) await CommitAsync(conversation, conversation.Act(state, new PriorityChanged(state.Priority), At(30)));
        }
    }
}
