using SocialCrm.Configuration;

namespace SocialCrm.Routing;

/// <summary>
/// Queues, teams and agents, with skills, languages, shifts and capacity. With nothing configured there is one queue, everybody who signs in serves it,
/// and nothing is assigned by itself.
/// </summary>
public sealed record RoutingPlan
{
    /// <summary>Open conversations at once, of an agent for whom nothing else is said.</summary>
    public const int DefaultCapacity = 10;

    public static readonly RoutingPlan Empty = new();

    /// <summary>By name; where conversations stand at first is always among them.</summary>
    public IReadOnlyDictionary<string, QueuePlan> Queues { get; init; } =
        new Dictionary<string, QueuePlan>(StringComparer.Ordinal) { [Conversations.Queues.Default] = QueuePlan.Inbox };

    public IReadOnlyDictionary<string, TeamPlan> Teams { get; init; } = new Dictionary<string, TeamPlan>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, AgentPlan> Agents { get; init; } = new Dictionary<string, AgentPlan>(StringComparer.Ordinal);

    /// <summary>What agents lose who aren't there.</summary>
    public ReleasePlan Release { get; init; } = new();

    /// <summary>Whether the document names queues: then no other name is one.</summary>
    public bool NamesQueues { get; init; }

    /// <summary>Whether the document names agents or teams: then nobody else gets conversations.</summary>
    public bool NamesAgents => Agents.Count > 0 || Teams.Count > 0;

    public bool HasQueue(string name) => !NamesQueues || Queues.ContainsKey(name);

    public bool HasAgent(string name) => Agent(name) is not null;

    /// <summary>What is said about somebody, or what holds for everybody; null for somebody who isn't an agent.</summary>
    public AgentPlan? Agent(string name)
    {
        if (Agents.TryGetValue(name, out var agent)) return agent;
        return !NamesAgents || Teams.Values.Any(t => t.Members.Contains(name)) ? new AgentPlan(name) : null;
    }

    /// <summary>Whether the agent's teams, skills and languages let them serve the queue; its conversations may ask for more.</summary>
    public bool Serves(AgentPlan agent, QueuePlan queue) =>
        (queue.Teams.Count == 0 || queue.Teams.Any(t => Teams.TryGetValue(t, out var team) && team.Members.Contains(agent.Name)))
        && queue.Skills.All(agent.Skills.Contains);

    /// <summary>The teams that somebody is in, by name.</summary>
    public IEnumerable<string> TeamsOf(string agent) => Teams.Values.Where(t => t.Members.Contains(agent)).Select(static t => t.Name).Order(StringComparer.Ordinal);

    /// <summary>The sign-in names of a team's agents; none of an unknown team.</summary>
    public IEnumerable<string> MembersOf(string team) => Teams.TryGetValue(team, out var known) ? known.Members : [];

    /// <summary>The sign-in names of those who serve a queue; none of an unknown queue, and none where nobody is named.</summary>
    public IEnumerable<string> ServersOf(string queue) => Queues.TryGetValue(queue, out var known) ? Named.Where(name => Serves(Agent(name)!, known)) : [];

    /// <summary>Everybody whom the document names, by name.</summary>
    public IEnumerable<string> Named => Agents.Keys.Union(Teams.Values.SelectMany(static t => t.Members), StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The document <c>routing</c>.</summary>
    public static RoutingPlan Read(DocumentNode root) => RoutingDocument.Read(root);
}

/// <summary>A queue: who is to serve its conversations.</summary>
public sealed record QueuePlan(string Name)
{
    internal static readonly QueuePlan Inbox = new(Conversations.Queues.Default) { Title = new Title("Saapuneet", "Inbox") };

    public Title? Title { get; init; }

    /// <summary>All of them are wanted.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Wanted where a conversation's own language isn't known, or is spoken by none of the queue's agents: one of them is enough. Empty: any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Whose members serve it; empty: everybody.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    public bool AutoAssign { get; init; }
}

public sealed record TeamPlan(string Name)
{
    public Title? Title { get; init; }
    public IReadOnlySet<string> Members { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}

/// <param name="Name">As they sign in.</param>
public sealed record AgentPlan(string Name)
{
    public IReadOnlySet<string> Skills { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Empty: whatever is needed.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Open conversations at once; 0: none by themselves.</summary>
    public int Capacity { get; init; } = RoutingPlan.DefaultCapacity;

    /// <summary>Calendars: on shift while one of them is open. Empty: always.</summary>
    public IReadOnlyList<string> Shifts { get; init; } = [];

    /// <summary>Null: the role that they sign in with.</summary>
    public string? Role { get; init; }
}

/// <summary>When open conversations are taken from an agent who isn't there for them.</summary>
public sealed record ReleasePlan
{
    /// <summary>When the shift ends in which they got them. Default true.</summary>
    public bool OffShift { get; init; } = true;

    /// <summary>When they have been away or off for so long. Null (default): never.</summary>
    public TimeSpan? AwayAfter { get; init; }
}

/// <summary>What people call something, in Finnish and English.</summary>
public sealed record Title(string Finnish, string English)
{
    /// <summary>One text for both languages, or one each.</summary>
    internal static Title? Read(DocumentNode? node)
    {
        if (node is null) return null;
        if (!node.IsMapping) return node.Text() is { } same ? new Title(same, same) : null;
        node.Only("fi", "en");
        var (finnish, english) = (node.Needed("fi")?.Text(), node.Needed("en")?.Text());
        return finnish is null || english is null ? null : new Title(finnish, english);
    }
}
