using Xunit;

namespace SocialCrm.Agents;

public sealed class AgentDeciderTests
{
    private static readonly SavedViews Three = new() { Version = 3, Views = [new SavedView { Name = "Mine", Assignee = "liisa" }] };

    [Theory]
    [InlineData(null)]
    [InlineData(3L)]
    public void Views_seenAsTheyAre_areReplacedAsAWhole(long? expected)
    {
        var next = AgentDecider.Decide(Three, new SaveViews { Views = [new SavedView { Name = "Waiting" }], ExpectedVersion = expected });

        Assert.Equal(4, next!.Version);
        Assert.Equal("Waiting", Assert.Single(next.Views).Name);
    }

    [Fact]
    public void Views_ofAnotherVersion_areRefused() =>
        Assert.Null(AgentDecider.Decide(Three, new SaveViews { Views = [], ExpectedVersion = 2 }));

    [Fact]
    public void Views_asTheyAreAlready_changeNothing() =>
        Assert.Same(Three, AgentDecider.Decide(Three, new SaveViews { Views = [new SavedView { Name = "Mine", Assignee = "liisa" }], ExpectedVersion = 2 }));

    [Fact]
    public void Choices_areCountedByWhatIsStored()
    {
        var state = new NotificationChoices { Version = 7 };
        var quiet = new NotificationChoices { Version = 99, Message = [] };

        Assert.Same(state, AgentDecider.Decide(state, new SaveNotifications { Choices = new NotificationChoices(), ExpectedVersion = 6 }));
        Assert.Null(AgentDecider.Decide(state, new SaveNotifications { Choices = quiet, ExpectedVersion = 6 }));
        Assert.Equal(8, AgentDecider.Decide(state, new SaveNotifications { Choices = quiet })!.Version);
    }
}
