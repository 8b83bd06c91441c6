using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    /// <summary>Names beyond the basic plane sort otherwise in UTF-16 than in the databases' UTF-8.</summary>
    private static readonly (string Id, double Minute, Direction Direction, string? Name, string Channel, bool Automatic)[] Traffic =
    [
        ("1", 5, Direction.Inbound, "Kaisa", "x", false), ("2", 9, Direction.Outbound, null, "x", false), ("3", 2, Direction.Inbound, "K.", "email", false),
        ("4", 7, Direction.Inbound, null, "email", true), ("5", 7, Direction.Internal, null, "note", false), ("6", 7, Direction.Inbound, "\uFF2B", "x", false),
        ("7", 7, Direction.Inbound, "🛫", "x", false), ("8", 1, Direction.Outbound, null, "email", true),
    ];

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public async Task Facts_of_a_customer_dont_depend_on_the_order_or_grouping_of_appends(int seed)
    {
        var random = new Random(seed);
        var conversations = new Dictionary<string, TestConversation>(StringComparer.Ordinal);
        foreach (var m in Traffic.OrderBy(_ => random.Next()))
        {
            if (!conversations.TryGetValue(m.Channel, out var conversation)) conversations[m.Channel] = conversation = new(Customer(1), m.Channel);
            await CommitAsync(conversation, conversation.Message(m.Id, At(m.Minute), m.Direction, m.Name, m.Automatic));
        }

        var grouped = Traffic.GroupBy(m => m.Channel).Select(channel => new TestConversation(Customer(2), channel.Key, "other")
            .Messages([.. channel.OrderBy(_ => random.Next()).Select(m => (m.Id, At(m.Minute), m.Direction, m.Name, m.Automatic))]));
        await TogetherAsync([.. grouped]);

        var one = (await Store.Reads.CustomerAsync(Customer(1), default))!;
        var two = (await Store.Reads.CustomerAsync(Customer(2), default))!;
        Assert.Equal(("🛫", At(2), At(7), 8L), (one.Name, one.FirstSeenAt, one.LastSeenAt, one.Version));
        Assert.Equal((5L, 2L, 1L, "x"), (one.Counts.Inbound, one.Counts.Outbound, one.Counts.Internal, one.PreferredChannel));
        Assert.Equal(Facts(one), Facts(two));

        static string Facts(CustomerView view) => Json((view.Name, view.Stage).ToString() + Json(view.Counts) + Json(view.Channels.OrderBy(c => c.Channel)) + view.FirstSeenAt + view.LastSeenAt);
    }

    [Fact]
    public async Task A_customers_view_is_bounded_and_keeps_the_newest()
    {
        var links = Enumerable.Range(0, 130).Select(i => Link($"h{i:000}")).Select((l, i) => l with { Identity = l.Identity with { LinkedAt = At(i) } }).ToArray();
        for (var i = 0; i < 110; i++)
        {
            var conversation = new TestConversation(Customer(1), thread: $"t{i}");
            await CommitAsync(conversation, conversation.Message($"m{i}", At(i)) with { Links = i == 0 ? links : [] });
        }

        var view = (await Store.Reads.CustomerAsync(Customer(1), default))!;

        Assert.Equal(CustomerView.MaxListed, view.OpenConversations.Count);
        Assert.Equal(At(10), view.OpenConversations[0].OpenedAt);
        Assert.Equal((CustomerView.MaxListed, "h030", "h129"), (view.Identities.Count, view.Identities[0].Handle, view.Identities[^1].Handle));
    }

    [Fact]
    public async Task Many_reads_at_once_all_get_their_own_answers()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => CommitAsync(new TestConversation(Customer(i)).Message($"m{i}", At(i)) with { Links = [Link($"h{i}")] })));

        var views = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Store.Reads.CustomerAsync(Customer(i), default)));
        var owners = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Store.Reads.OwnerAsync(IdentityKey.Of("x", "", $"h{i}"), default)));
        var heads = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Store.Reads.ConversationAsync(new TestConversation(Customer(i)).Id, default)));

        for (var i = 0; i < 120; i++)
        {
            CustomerId? expected = i < 60 ? Customer(i) : null;
            Assert.Equal((expected, expected, expected), (views[i]?.Id, owners[i], heads[i]?.Customer));
        }
    }
}
