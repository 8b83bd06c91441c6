using System.Globalization;
using SocialCrm.Configuration;
using SocialCrm.Conversations;

namespace SocialCrm.Routing;

/// <summary>The document <c>routing</c>: queues, teams and agents by name.</summary>
public static class RoutingDocument
{
    /// <summary>Most queues, most teams.</summary>
    public const int MaxQueues = 200;

    /// <summary>Most agents; also most members of a team.</summary>
    public const int MaxAgents = 2_000;

    /// <summary>Most skills, languages, teams or shifts in one place.</summary>
    public const int MaxWords = 50;

    /// <summary>Most open conversations that an agent can be asked to have.</summary>
    public const int MaxCapacity = 1_000;

    private static readonly TimeSpan ShortestAway = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestAway = TimeSpan.FromDays(30);

    public static RoutingPlan Read(DocumentNode root)
    {
        root.Only("queues", "teams", "agents", "release");
        var queues = Named(root, "queues", NameKind.Queue, MaxQueues, QueueOf);
        var isNamed = queues.Count > 0;
        if (queues.TryAdd(Queues.Default, QueuePlan.Inbox)) root.Defines(NameKind.Queue, Queues.Default);
        return new RoutingPlan
        {
            Queues = queues,
            NamesQueues = isNamed,
            Teams = Named(root, "teams", NameKind.Team, MaxQueues, TeamOf),
            Agents = Named(root, "agents", NameKind.Agent, MaxAgents, AgentOf),
            Release = root.Member("release") is { } release ? ReleaseOf(release) : new ReleasePlan(),
        };
    }

    private static Dictionary<string, T> Named<T>(DocumentNode root, string member, NameKind kind, int max, Func<string, DocumentNode, T> read)
    {
        var named = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, node) in root.Member(member)?.Members() ?? [])
        {
            if (!DocumentNode.IsName(name)) node.Refuse(ConfigurationRule.NotAName);
            node.Defines(kind, name);
            if (named.Count >= max) node.Refuse(ConfigurationRule.TooMany, max.ToString(CultureInfo.InvariantCulture));
            else named[name] = read(name, node);
        }

        return named;
    }

    private static QueuePlan QueueOf(string name, DocumentNode node)
    {
        node.Only("name", "skills", "languages", "teams", "autoAssign");
        return new QueuePlan(name)
        {
            Title = Title.Read(node.Member("name")),
            Skills = Names(node.Member("skills")),
            Languages = LanguagesOf(node.Member("languages")),
            Teams = References(node.Member("teams"), NameKind.Team),
            AutoAssign = node.Member("autoAssign")?.Flag() ?? false,
        };
    }

    private static TeamPlan TeamOf(string name, DocumentNode node)
    {
        node.Only("name", "members");
        return new TeamPlan(name)
        {
            Title = Title.Read(node.Member("name")),
            Members = References(node.Needed("members"), NameKind.Agent, MaxAgents).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static AgentPlan AgentOf(string name, DocumentNode node)
    {
        node.Only("skills", "languages", "capacity", "shifts", "role");
        return new AgentPlan(name)
        {
            Skills = Names(node.Member("skills")).ToHashSet(StringComparer.Ordinal),
            Languages = LanguagesOf(node.Member("languages")),
            Capacity = (int?)node.Member("capacity")?.Number(0, MaxCapacity) ?? RoutingPlan.DefaultCapacity,
            Shifts = References(node.Member("shifts"), NameKind.Calendar),
            Role = node.Member("role")?.Reference(NameKind.Role),
        };
    }

    private static ReleasePlan ReleaseOf(DocumentNode node)
    {
        node.Only("offShift", "awayAfter");
        return new ReleasePlan
        {
            OffShift = node.Member("offShift")?.Flag() ?? true,
            AwayAfter = node.Member("awayAfter")?.Duration(ShortestAway, LongestAway),
        };
    }

    private static List<string> Names(DocumentNode? node) => Distinct(node, MaxWords, static item => item.Name());

    private static List<string> References(DocumentNode? node, NameKind kind, int max = MaxWords) => Distinct(node, max, item => item.Reference(kind));

    private static List<string> LanguagesOf(DocumentNode? node) => Distinct(node, MaxWords, SpokenLanguage.Read);

    private static List<string> Distinct(DocumentNode? node, int max, Func<DocumentNode, string?> read)
    {
        List<string> words = [];
        foreach (var item in node?.Items(max) ?? [])
        {
            if (read(item) is not { } word) continue;
            if (words.Contains(word, StringComparer.Ordinal)) item.Refuse(ConfigurationRule.Twice, word);
            else words.Add(word);
        }

        return words;
    }
}
