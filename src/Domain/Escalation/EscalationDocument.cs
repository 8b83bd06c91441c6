using System.Globalization;
using SocialCrm.Configuration;

namespace SocialCrm.Escalation;

/// <summary>The document <c>escalation</c>: ladders by name, each a list of steps in the order in which they are taken.</summary>
public static class EscalationDocument
{
    /// <summary>Most ladders.</summary>
    public const int MaxLadders = 100;

    /// <summary>Most that one step tells.</summary>
    public const int MaxNotified = 50;

    private const string Breach = "breach";

    private static readonly TimeSpan LongestAfter = TimeSpan.FromDays(90);

    public static Ladders Read(DocumentNode root)
    {
        root.Only("ladders");
        var ladders = new Dictionary<string, Ladder>(StringComparer.Ordinal);
        foreach (var (name, node) in root.Member("ladders")?.Members() ?? [])
        {
            if (!DocumentNode.IsName(name)) node.Refuse(ConfigurationRule.NotAName);
            node.Defines(NameKind.Ladder, name);
            if (ladders.Count >= MaxLadders) node.Refuse(ConfigurationRule.TooMany, MaxLadders.ToString(CultureInfo.InvariantCulture));
            else ladders[name] = new Ladder(name, Steps(node));
        }

        return new Ladders(ladders);
    }

    private static List<LadderStep> Steps(DocumentNode ladder)
    {
        List<LadderStep> steps = [];
        foreach (var node in ladder.Items(Ladder.MaxSteps))
        {
            var step = Step(node);
            if (steps is [.., var before] && TimeOf(step).CompareTo(TimeOf(before)) < 0) node.Refuse(Contradiction.StepsOutOfOrder, Text(before));
            steps.Add(step);
        }

        return steps;
    }

    private static LadderStep Step(DocumentNode node)
    {
        node.Only("at", "after", "notify", "raisePriority", "moveTo", "assign", "callOut");
        var (at, after) = (node.Member("at"), node.Member("after"));
        if (at is null == after is null) node.Refuse(Contradiction.AtOrAfter);
        var step = new LadderStep
        {
            AtPercent = at is null ? null : at.Is(Breach) ? 100 : at.Percent(1, 100),
            After = after?.Duration(TimeSpan.FromSeconds(1), LongestAfter) ?? TimeSpan.Zero,
            Notify = node.Member("notify") is { } notify ? [.. notify.Items(MaxNotified).Select(Recipient).OfType<string>()] : [],
            RaisePriority = node.Member("raisePriority")?.Flag() ?? false,
            MoveTo = node.Member("moveTo")?.Reference(NameKind.Queue),
            Assign = node.Member("assign") is not { } assign ? null : assign.Is(Escalation.Steps.Nobody) ? Escalation.Steps.Nobody : assign.Reference(NameKind.Agent),
            CallOut = node.Member("callOut")?.Reference(NameKind.Webhook),
        };
        if (((string[])["notify", "raisePriority", "moveTo", "assign", "callOut"]).All(name => node.Member(name) is null)) node.Refuse(Contradiction.DoesNothing);
        return step;
    }

    private static string? Recipient(DocumentNode node) => Notices.Recipients.Read(node);

    private static (int Percent, TimeSpan After) TimeOf(LadderStep step) => (step.AtPercent ?? 100, step.After);

    private static string Text(LadderStep step) => step switch
    {
        { AtPercent: 100 } => Breach,
        { AtPercent: { } percent } => string.Create(CultureInfo.InvariantCulture, $"{percent}%"),
        _ => Durations.Text(step.After),
    };
}
