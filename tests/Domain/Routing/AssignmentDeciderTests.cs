using FsCheck;
using FsCheck.Fluent;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using Xunit;

namespace SocialCrm.Routing;

public sealed class AssignmentDeciderTests
{
    private static readonly string[] Names = ["aino", "eero", "liisa", "onni", "sami", "ulla"];
    private static readonly string?[] Languages = ["fi", "sv", "en", null];

    [Fact]
    public void Assign_gives_the_longest_wait_of_the_highest_priority_first()
    {
        var assigned = Assign(new QueuePlan("a"), [Waiting(1, Priority.Normal, 1), Waiting(2, Priority.High, 9), Waiting(3, Priority.High, 5)], [Agent("aino", 0, capacity: 2)]);

        Assert.Equal([Id(3), Id(2)], assigned.Select(a => a.Conversation));
    }

    [Fact]
    public void Assign_takes_the_least_loaded_then_the_one_with_more_room()
    {
        var assigned = Assign(new QueuePlan("a"), [Waiting(1), Waiting(2), Waiting(3)], [Agent("aino", 2), Agent("sami", 1, capacity: 5), Agent("ulla", 1, capacity: 9)]);

        Assert.Equal(["ulla", "sami", "aino"], assigned.Select(a => a.Agent));
        Assert.Equal([1, 1, 2], assigned.Select(a => a.Load));
        Assert.Equal([3, 3, 3], assigned.Select(a => a.Eligible));
    }

    [Fact]
    public void Assign_asks_for_all_skills_and_a_team()
    {
        var plan = new RoutingPlan { Teams = new Dictionary<string, TeamPlan> { ["t"] = new("t") { Members = new HashSet<string> { "aino", "sami" } } } };
        var queue = new QueuePlan("a") { Skills = ["x", "y"], Teams = ["t"] };
        AvailableAgent[] agents = [Agent("aino", 0, skills: ["x"]), Agent("sami", 5, skills: ["x", "y", "z"]), Agent("ulla", 0, skills: ["x", "y"])];

        Assert.Equal("sami", Assert.Single(AssignmentDecider.Assign(plan, queue, [Waiting(1)], agents)).Agent);
    }

    [Theory]
    [InlineData("fi", "aino")]
    [InlineData("sv", "sami")]
    [InlineData("et", "sami")]
    [InlineData(null, "sami")]
    public void Assign_minds_the_language_else_the_queues(string? language, string expected)
    {
        var queue = new QueuePlan("a") { Languages = ["sv"] };

        Assert.Equal(expected, Assert.Single(Assign(queue, [Waiting(1, language: language)], [Agent("aino", 0, languages: ["fi"]), Agent("sami", 3, languages: ["sv", "en"])])).Agent);
    }

    [Fact]
    public void Assign_waits_for_a_speaker_who_is_not_there_now()
    {
        var plan = new RoutingPlan { Agents = new Dictionary<string, AgentPlan> { ["ulla"] = new("ulla") { Languages = ["et"] } } };

        Assert.Empty(AssignmentDecider.Assign(plan, new QueuePlan("a"), [Waiting(1, language: "et")], [Agent("aino", 0, languages: ["fi"])]));
    }

    [Fact]
    public void Assign_never_overfills_and_leaves_nobody_waiting_whom_somebody_could_have() => Prop.ForAll(Cases().ToArbitrary(), static @case =>
    {
        var (queue, waiting, agents) = @case;
        var assigned = Assign(queue, waiting, agents);
        var loads = agents.ToDictionary(a => a.Plan.Name, a => a.Load);
        foreach (var one in assigned)
        {
            var agent = agents.Single(a => a.Plan.Name == one.Agent);
            Assert.Equal(loads[one.Agent]++, one.Load);
            Assert.True(loads[one.Agent] <= agent.Plan.Capacity);
            Assert.All(queue.Skills, skill => Assert.Contains(skill, agent.Plan.Skills));
        }

        Assert.Equal(assigned.Count, assigned.Select(a => a.Conversation).Distinct().Count());
        var left = waiting.Where(w => assigned.All(a => a.Conversation != w.Id)).ToList();
        foreach (var one in left)
        {
            Assert.DoesNotContain(agents, a => loads[a.Plan.Name] < a.Plan.Capacity && queue.Skills.All(a.Plan.Skills.Contains) && (a.Plan.Languages.Count == 0 || (one.Language is null && queue.Languages.Count == 0)));
            // Nobody of less urgency, or who waits less, got an agent who could have had this one.
            var after = assigned.Where(a => Before(one, waiting.Single(w => w.Id == a.Conversation)));
            Assert.DoesNotContain(after, a => agents.Single(g => g.Plan.Name == a.Agent).Plan.Languages.Count == 0);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Assign_does_not_depend_on_the_order_of_what_it_is_given() => Prop.ForAll(Cases().ToArbitrary(), static @case =>
    {
        var (queue, waiting, agents) = @case;
        Assert.Equal(Assign(queue, waiting, agents), Assign(queue, [.. waiting.Reverse()], [.. agents.Reverse()]));
    }).QuickCheckThrowOnFailure();

    private static bool Before(WaitingConversation one, WaitingConversation other) =>
        one.Priority != other.Priority ? one.Priority > other.Priority : one.WaitingSince < other.WaitingSince;

    private static Gen<(QueuePlan, WaitingConversation[], AvailableAgent[])> Cases() =>
        from count in Gen.Choose(0, 20)
        from waiting in Gen.ArrayOf(
            from priority in Gen.Elements(Enum.GetValues<Priority>())
            from minute in Gen.Choose(0, 30)
            from language in Gen.Elements(Languages)
            select (priority, minute, language), count)
        from agents in Gen.ArrayOf(
            from load in Gen.Choose(0, 4)
            from capacity in Gen.Choose(0, 5)
            from skills in Gen.SubListOf("x", "y")
            from languages in Gen.SubListOf("fi", "sv", "en")
            select (load, capacity, skills, languages), Names.Length)
        from skills in Gen.SubListOf("x", "y")
        from spoken in Gen.SubListOf("fi", "en")
        select (
            new QueuePlan("a") { Skills = [.. skills], Languages = [.. spoken] },
            waiting.Select((w, i) => Waiting(i + 1, w.priority, w.minute, w.language)).ToArray(),
            agents.Select((a, i) => Agent(Names[i], a.load, a.capacity, [.. a.skills], [.. a.languages])).ToArray());

    private static IReadOnlyList<Assignment> Assign(QueuePlan queue, WaitingConversation[] waiting, AvailableAgent[] agents) =>
        AssignmentDecider.Assign(RoutingPlan.Empty, queue, waiting, agents);

    private static ConversationId Id(int number) => ConversationId.From(new Guid(number, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1));

    private static WaitingConversation Waiting(int number, Priority priority = Priority.Normal, int minute = 0, string? language = null) =>
        new(Id(number), CustomerId.From(new Guid(number, 2, 2, 0, 0, 0, 0, 0, 0, 0, 1)), priority, Traffic.Start.AddMinutes(minute), language);

    private static AvailableAgent Agent(string name, int load, int capacity = 10, string[]? skills = null, string[]? languages = null) =>
        new(new AgentPlan(name) { Capacity = capacity, Skills = (skills ?? []).ToHashSet(), Languages = languages ?? [] }, load);
}
