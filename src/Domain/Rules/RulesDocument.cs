using SocialCrm.Abuse;
using SocialCrm.Configuration;
using SocialCrm.Notices;

namespace SocialCrm.Rules;

/// <summary>The document <c>rules</c>: rules in the order in which they are looked at.</summary>
internal static class RulesDocument
{
    /// <summary>Most that one rule tells or asks.</summary>
    private const int MaxTold = 50;

    private const int MaxTags = 20;

    private const string Raise = "raise";
    private const string Lower = "lower";

    private static readonly TimeSpan ShortestSnooze = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(90);

    private static readonly Dictionary<string, AbuseLevel> AbuseSteps =
        new(StringComparer.Ordinal) { ["warned"] = AbuseLevel.Warned, ["muted"] = AbuseLevel.Muted, ["blocked"] = AbuseLevel.Blocked };

    /// <summary>When a wait can begin.</summary>
    private const Triggers Beginnings = Triggers.Received | Triggers.Opened | Triggers.Reopened;

    public static RuleSet Read(DocumentNode root)
    {
        root.Only("rules");
        List<Rule> rules = [];
        List<(Rule Rule, DocumentNode Node)> read = [];
        foreach (var node in root.Member("rules")?.Items(RuleSet.Max) ?? [])
        {
            if (RuleOf(node) is not { } rule) continue;
            rules.Add(rule);
            read.Add((rule, node));
        }

        if (RuleCycles.Find(rules) is { } cycle)
            read.First(r => r.Rule == cycle[0]).Node.Refuse(ConfigurationRule.Cycle, string.Join(" → ", cycle.Append(cycle[0]).Select(static r => r.Id)));
        return new RuleSet { Ordered = rules };
    }

    /// <summary>Null without a name.</summary>
    private static Rule? RuleOf(DocumentNode node)
    {
        if (!node.Only("id", "name", "when", "if", "then", "stop") && !node.IsMapping) return null;
        var id = node.Needed("id");
        var rule = new Rule
        {
            Id = id?.Name() ?? "",
            Name = node.Member("name")?.Text(),
            When = WhenOf(node.Needed("when")),
            If = node.Member("if") is { } condition ? Condition.Read(condition) : Condition.Always,
            Then = node.Needed("then") is { } then ? ActionsOf(then) : RuleActions.None,
            Stop = node.Member("stop")?.Flag() ?? false,
        };
        if (rule.Then.Policy is not null && (rule.When & ~Beginnings) != Triggers.None) node.Member("then")!.Member("policy")!.Refuse(Contradiction.PolicyWithoutWait);
        if (rule.Id.Length == 0) return null;
        id!.Defines(NameKind.Rule, rule.Id);
        return rule;
    }

    private static Triggers WhenOf(DocumentNode? node)
    {
        var triggers = Triggers.None;
        foreach (var item in node?.Items(TriggerNames.All.Count) ?? []) triggers |= item.Word(TriggerNames.All) ?? Triggers.None;
        if (node is { IsList: true } && triggers == Triggers.None) node.Refuse(ConfigurationRule.Required);
        return triggers;
    }

    private static RuleActions ActionsOf(DocumentNode node)
    {
        if (!node.Only("queue", "assign", "priority", "addTags", "removeTags", "policy", "mustReact", "shouldKnow", "snooze", "webhook", "approval", "abuse")) return RuleActions.None;
        if (node.Members().Count == 0) node.Refuse(ConfigurationRule.Required);
        var priority = node.Member("priority");
        var by = priority is null ? 0 : priority.Is(Raise) ? 1 : priority.Is(Lower) ? -1 : 0;
        var snooze = node.Member("snooze");
        var actions = new RuleActions
        {
            Queue = node.Member("queue")?.Reference(NameKind.Queue),
            Assign = node.Member("assign") is { } assign ? assign.Is(ConditionReader.Nobody) ? ConditionReader.Nobody : assign.Reference(NameKind.Agent) : null,
            Priority = by == 0 ? priority?.Word(Names.Priorities) : null,
            PriorityBy = by,
            AddTags = Tags(node.Member("addTags")),
            RemoveTags = Tags(node.Member("removeTags")),
            Policy = node.Member("policy")?.Reference(NameKind.Policy),
            MustReact = Told(node.Member("mustReact")),
            ShouldKnow = Told(node.Member("shouldKnow")),
            Snooze = snooze is { IsMapping: false } ? snooze.Duration(ShortestSnooze, LongestSnooze) : null,
            SnoozeUntilOpen = snooze is { IsMapping: true } && snooze.Only("untilOpen") ? snooze.Needed("untilOpen")?.Reference(NameKind.Calendar) : null,
            Webhook = node.Member("webhook")?.Reference(NameKind.Webhook),
            Approval = Told(node.Member("approval")),
            Abuse = node.Member("abuse")?.Word(AbuseSteps),
        };
        if (actions.AddTags.FirstOrDefault(actions.RemoveTags.Contains) is { } both) node.Member("removeTags")!.Refuse(Contradiction.AddedAndRemoved, both);
        return actions;
    }

    private static string[] Tags(DocumentNode? node) => node is null ? [] : [.. node.Items(MaxTags).Select(Tag).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>As the API takes tags.</summary>
    private static string? Tag(DocumentNode node) => node.Text(64)?.Trim();

    private static string[] Told(DocumentNode? node)
    {
        if (node is null) return [];
        var items = node.Items(MaxTold);
        if (items.Count == 0) node.Refuse(ConfigurationRule.Required);
        return [.. items.Select(Recipients.Read).OfType<string>()];
    }
}
