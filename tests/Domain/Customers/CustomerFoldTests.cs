using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Live;
using Xunit;

namespace SocialCrm.Customers;

public class CustomerFoldTests
{
    [Fact]
    public void Apply_conversationOpened_listsItAndItsWait()
    {
        var view = CustomerFold.Apply(new CustomerView(), Change(1, Traffic.Receive(Traffic.New(), [[Traffic.Inbound(3)]]).State));

        Assert.Equal(1, view.Version);
        Assert.Equal(Traffic.Start.AddMinutes(3), view.WaitingSince);
        Assert.Single(view.OpenConversations);
        Assert.Equal("x", view.PreferredChannel);
        Assert.Equal(1, view.Counts.ByChannel["x"]);
    }

    [Fact]
    public void Apply_conversationResolved_leavesTheList()
    {
        var asked = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(3)]]).State;
        var view = CustomerFold.Apply(new CustomerView(), Change(1, asked));
        view = CustomerFold.Apply(view, Change(2, ActDecider.Act(asked, new Resolve(), Traffic.At(Traffic.Start.AddHours(1)), default).State));

        Assert.Empty(view.OpenConversations);
        Assert.Null(view.WaitingSince);
    }

    [Fact]
    public void Preferred_equalUse_theLatest()
    {
        var view = CustomerFold.Complete(new CustomerView
        {
            Channels =
            [
                new ChannelUse { Channel = "x", Inbound = 2, LastInboundAt = Traffic.Start },
                new ChannelUse { Channel = "email", Inbound = 2, LastInboundAt = Traffic.Start.AddMinutes(1), Outbound = 5 },
                new ChannelUse { Channel = "phone", Inbound = 1, LastInboundAt = Traffic.Start.AddMinutes(9) },
            ],
        });

        Assert.Equal("email", view.PreferredChannel);
        Assert.Equal((5L, 5L, 0L), (view.Counts.Inbound, view.Counts.Outbound, view.Counts.Internal));
    }

    [Fact]
    public void Listed_beyondTheBound_isNotWhole()
    {
        var many = Enumerable.Range(0, CustomerView.MaxListed + 5).Select(i => new ConversationSummary
        {
            Id = ConversationId.From(Guid.NewGuid()), Status = Status.Open, OpenedAt = Traffic.Start.AddMinutes(i),
        });
        var view = CustomerFold.Complete(new CustomerView { OpenConversations = [.. many] });

        Assert.Equal(CustomerView.MaxListed, view.OpenConversations.Count);
        Assert.Equal(Traffic.Start.AddMinutes(5), view.OpenConversations[0].OpenedAt);
        Assert.False(CustomerFold.IsWhole(view));
    }

    private static Change Change(long version, ConversationState state) => new()
    {
        CustomerId = Traffic.Liisa,
        CustomerFrom = version - 1,
        CustomerVersion = version,
        Facts = new CustomerFacts { Name = "Liisa", FirstSeenAt = Traffic.Start },
        Channel = new ChannelUse { Channel = "x", Inbound = state.Messages.Inbound, LastInboundAt = Traffic.Start },
        Conversation = state.ToView(),
    };
}
