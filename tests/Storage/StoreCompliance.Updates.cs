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
    public async Task What_became_of_messages_is_folded_into_every_way_of_reading_them()
    {
        var conversation = new TestConversation(Customer(1), thread: "a");
        var other = new TestConversation(Customer(1), channel: "sms");
        await CommitAsync(conversation, conversation.Messages([("m1", At(1), Direction.Inbound, null, false), ("m2", At(2), Direction.Outbound, null, false)]));
        await CommitAsync(other, other.Message("m1", At(3)));
        await CommitAsync(conversation, conversation.Update("m1", of: 1, UpdateKind.Edited, At(5), text: "Hyvää iltaa"));
        await CommitAsync(conversation, conversation.Update("m2", of: 2, UpdateKind.Failed, At(6), reason: "no such number"));
        await CommitAsync(conversation, conversation.Update("m2", of: 2, UpdateKind.Sent, At(7)));
        await CommitAsync(conversation, conversation.Message("m3", At(8)));

        var said = (await Store.Queries.InteractionsAsync(conversation.Id, null, 10, default)).Items.ToArray();
        Assert.Equal(["m1", "m2", "m3"], said.Select(static e => e.ExternalId));
        Assert.Equal(("Hyvää iltaa", At(5), "Hyvää huomenta, m1"), (said[0].Text, said[0].EditedAt, Assert.Single(said[0].Earlier).Text));
        Assert.Equal(new DeliveryReceipt(UpdateKind.Failed, At(6), "no such number"), said[1].Receipt);
        // Of the page that has one of them only, and whichever way it is read: the same.
        Assert.Equal(Json(said.Take(1).ToArray()), Json((await Store.Queries.InteractionsAsync(conversation.Id, null, 1, default)).Items.ToArray()));
        Assert.Equal(Json(said), Json(Messages(await Store.Desk.StoryAsync(conversation.Id, null, 10, default)).Reverse().ToArray()));
        Assert.Equal(Json(said), Json(Messages(await Store.Desk.StorySinceAsync(conversation.Id, 0, 10, default)).ToArray()));
        Assert.Equal(Json(said), Json(Messages(await Store.Queries.TimelineAsync(Customer(1), null, 10, default)).Where(e => e.ConversationId == conversation.Id).Reverse().ToArray()));
        Assert.Equal("Hyvää huomenta, m1", Assert.Single((await Store.Queries.InteractionsAsync(other.Id, null, 10, default)).Items).Text);

        var rows = (await Store.Desk.StorySinceAsync(conversation.Id, 2, 10, default)).Items;
        Assert.Equal([(1, "m1", At(5), "Hyvää iltaa"), (2, "m2", null, null), (2, "m2", null, null)], rows.Where(static e => e.Of is not null).Select(static e => (e.Of!.Value, e.ExternalId, e.EditedAt, e.Text)));
        Assert.All(rows.Where(static e => e.Of is not null), static e => Assert.Equal("conversation.interaction-updated", e.Kind));

        static IEnumerable<TimelineEntry> Messages(Page<TimelineEntry> page) => page.Items.Where(static e => e.Direction is not null);
    }

    [Fact]
    public async Task What_was_taken_back_is_told_nowhere_any_more()
    {
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("m1", At(1)));
        await CommitAsync(conversation, conversation.Update("m1", of: 1, UpdateKind.Edited, At(5), text: "Hyvää iltaa"));
        Assert.Equal("Hyvää iltaa", Assert.Single(await Store.Desk.PreviewsAsync([conversation.Id], default)).Text);
        await CommitAsync(conversation, conversation.Update("m1", of: 1, UpdateKind.Removed, At(6)));

        foreach (var page in new[]
        {
            await Store.Queries.InteractionsAsync(conversation.Id, null, 10, default), await Store.Queries.TimelineAsync(Customer(1), null, 10, default),
            await Store.Desk.StoryAsync(conversation.Id, null, 10, default), await Store.Desk.StoryAsync(conversation.Id, null, 2, default), await Store.Desk.StorySinceAsync(conversation.Id, 1, 1, default),
        })
        {
            Assert.NotEmpty(page.Items);
            Assert.DoesNotContain("Hyv", Json(page.Items), StringComparison.Ordinal);
        }

        Assert.Equal(At(6), (await Store.Queries.InteractionsAsync(conversation.Id, null, 10, default)).Items[0].RemovedAt);
        Assert.Null(Assert.Single(await Store.Desk.PreviewsAsync([conversation.Id], default)).Text);
    }

    [Fact]
    public async Task Messages_are_found_by_their_sources()
    {
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Messages([("m1", At(1), Direction.Inbound, null, false), ("m2", At(2), Direction.Outbound, null, true)]));
        await CommitAsync(TestConversation.Unlinked("waiting", "nothing", At(3)));
        var act = Sources.OfRequest("liisa", "k");
        await CommitAsync(conversation, conversation.Act(conversation.State, new PriorityChanged(Priority.High), At(4), source: act));
        SourceId[] none = [.. Enumerable.Range(0, 1_000).Select(n => conversation.SourceOf($"none{n}"))];

        var said = await Store.Queries.SaidAsync([.. none, conversation.SourceOf("m1"), conversation.SourceOf("m2"), conversation.SourceOf("waiting"), act], default);

        Assert.Equal(2, said.Count);
        var m2 = said[conversation.SourceOf("m2")];
        Assert.Equal((conversation.Id, Customer(1), 2, "x", "acme"), (m2.Conversation, m2.Customer, m2.Version, m2.Channel, m2.Account));
        Assert.Equal(new MessageKey(At(2), Direction.Outbound, "m2"), m2.Key);
        Assert.Empty(await Store.Queries.SaidAsync([], default));
    }
}
