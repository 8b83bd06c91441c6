using SocialCrm.Calendars;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Interactions;
using Xunit;

namespace SocialCrm.Routing;

public sealed class RoutingActDeciderTests
{
    private static readonly DateTimeOffset Morning = new(2026, 4, 15, 6, 0, 0, TimeSpan.Zero);

    private static readonly IConfigurations Company = new FixedConfiguration(ConfigurationReader.Compose(7,
    [
        Reading.Sound<CalendarSet>(DocumentKinds.Calendars, "calendars: { toimisto: { zone: Europe/Helsinki, week: { monday-friday: 08:00-16:00 } } }"),
        Reading.Sound<RoutingPlan>(DocumentKinds.Routing, "agents: { aino: { shifts: toimisto }, sami: {} }\nrelease: { awayAfter: 15m }"),
    ]));

    [Fact]
    public void GiveTo_names_the_agent_and_what_was_seen()
    {
        var decision = Act(Asked(), Give("aino"));

        var entry = Assert.Single(decision.Entries);
        Assert.Equal([new AgentChosen("aino", "inbox", 7, 2, 5, 3), new ConversationAssigned("aino")], entry.Events);
        Assert.Equal("routing", entry.Actor);
        Assert.Equal(("aino", Morning), (decision.State.Assignee, decision.State.AssigneeSince));
        Assert.Equal(2, decision.State.Version);
    }

    [Fact]
    public void GiveTo_what_somebody_took_meanwhile_is_refused()
    {
        var claimed = Act(Asked(), new Claim { Actor = "sami" }).State;

        Assert.Equal(ActOutcome.TakenByAnother, Act(claimed, Give("aino")).Refusal);
        Assert.Equal("sami", claimed.Assignee);
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("answered")]
    [InlineData("resolved")]
    [InlineData("snoozed")]
    [InlineData("history")]
    public void GiveTo_what_does_not_wait_there_any_more_is_stale(string what)
    {
        var state = what switch
        {
            "moved" => Act(Asked(), new HandOver { Actor = "sami", Queue = "billing", Note = "x" }).State,
            "answered" => Act(Asked(), new Reply { Actor = "sami", Text = "Hei" }).State,
            "resolved" => Act(Asked(), new Resolve { Actor = "sami" }).State,
            "snoozed" => Act(Asked(), new Snooze { Actor = "sami", Until = Morning.AddHours(1) }).State,
            _ => Asked() with { Held = true },
        };

        Assert.Equal(ActOutcome.Stale, Act(state, Give("aino")).Refusal);
    }

    [Fact]
    public void TakeFrom_when_the_shift_has_ended_says_why()
    {
        var given = Act(Asked(), Give("aino")).State;
        var decision = Act(given, From("aino"), Morning.AddHours(7));

        Assert.Equal([new AgentReleased("aino", ReleaseReason.OffShift, 7), new ConversationAssigned(null)], Assert.Single(decision.Entries).Events);
        Assert.Null(decision.State.Assignee);
        Assert.Null(decision.State.AssigneeSince);
    }

    [Theory]
    [InlineData(6.9, "the shift goes on")]
    [InlineData(24.5, "the next shift has begun")]
    public void TakeFrom_on_shift_changes_nothing(double hours, string because)
    {
        Assert.NotEmpty(because);
        Assert.Empty(Act(Act(Asked(), Give("aino")).State, From("aino"), Morning.AddHours(hours)).Entries);
    }

    [Fact]
    public void TakeFrom_what_was_taken_after_the_shift_leaves_it_until_the_next_ends()
    {
        var claimed = Act(Asked(), new Claim { Actor = "aino" }, Morning.AddHours(9)).State;

        Assert.Empty(Act(claimed, From("aino"), Morning.AddHours(10)).Entries);
        Assert.NotEmpty(Act(claimed, From("aino"), Morning.AddHours(31)).Entries);
    }

    [Fact]
    public void TakeFrom_somebody_away_for_too_long_counts_from_when_they_got_it()
    {
        var given = Act(Asked(), Give("sami")).State;

        Assert.Empty(Act(given, From("sami", Morning.AddHours(-1)), Morning.AddMinutes(14)).Entries);
        Assert.Contains(new AgentReleased("sami", ReleaseReason.Away, 7), Act(given, From("sami", Morning.AddHours(-1)), Morning.AddMinutes(15)).Entries[0].Events);
        Assert.Empty(Act(given, From("sami", Morning.AddMinutes(10)), Morning.AddMinutes(15)).Entries);
        Assert.Empty(Act(given, From("sami"), Morning.AddHours(5)).Entries);
    }

    [Fact]
    public void TakeFrom_another_or_what_the_customer_has_to_answer_changes_nothing()
    {
        var given = Act(Asked(), Give("aino")).State;
        var answered = Act(given, new Reply { Actor = "aino", Text = "Hei" }).State;

        Assert.Empty(Act(given, From("sami", Morning.AddHours(-1)), Morning.AddHours(7)).Entries);
        Assert.Empty(Act(answered, From("aino"), Morning.AddHours(7)).Entries);
        Assert.Equal("aino", answered.Assignee);
    }

    [Fact]
    public void Claim_with_a_version_from_before_another_claim_is_lost_to_them()
    {
        var claimed = Act(Asked(), new Claim { Actor = "aino", ExpectedVersion = 1 }).State;

        Assert.Equal(ActOutcome.TakenByAnother, Act(claimed, new Claim { Actor = "sami", ExpectedVersion = 1 }).Refusal);
        Assert.Equal(ActOutcome.TakenByAnother, Act(claimed, new Claim { Actor = "petra", ExpectedVersion = 1, OverOthers = true }).Refusal);
        Assert.Equal(ActOutcome.Stale, Act(Asked(), new Claim { Actor = "sami", ExpectedVersion = 9 }).Refusal);
    }

    [Fact]
    public void Spoken_language_is_that_of_the_newest_message_whatever_the_order()
    {
        var one = new DecidedEntry { At = Morning, Events = [new InteractionRecorded { Direction = Direction.Inbound, Language = "fi-FI" }] };
        var two = new DecidedEntry { At = Morning.AddMinutes(1), Events = [new InteractionRecorded { Direction = Direction.Inbound, Language = "EN" }] };
        var answer = new DecidedEntry { At = Morning.AddMinutes(2), Events = [new InteractionRecorded { Direction = Direction.Outbound, Language = "sv" }] };

        Assert.Equal("en", ConversationFold.Evolve(Asked(), [one, two, answer], MessageFold.Empty).Spoken?.Code);
        Assert.Equal("en", ConversationFold.Evolve(Asked(), [answer, two, one], MessageFold.Empty).Spoken?.Code);
    }

    private static GiveTo Give(string agent) => new() { Actor = "routing", OverOthers = true, Agent = agent, Queue = "inbox", Load = 2, Capacity = 5, Eligible = 3, Configuration = 7 };

    private static TakeFrom From(string agent, DateTimeOffset? awaySince = null) => new() { Actor = "routing", OverOthers = true, Agent = agent, AwaySince = awaySince };

    private static Decision Act(ConversationState state, ConversationAct act, DateTimeOffset? now = null) =>
        ActDecider.Act(state, act, new DecisionContext { Now = now ?? Morning, Configurations = Company }, Guid.NewGuid());

    private static ConversationState Asked() => Traffic.New() with
    {
        Version = 1,
        Messages = MessageFold.Of([new Message(new MessageKey(Morning.AddMinutes(-5), Direction.Inbound, "1"), Automatic: false)]),
    };
}
