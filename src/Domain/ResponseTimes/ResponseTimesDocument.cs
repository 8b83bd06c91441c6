using System.Globalization;
using SocialCrm.Calendars;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Rules;

namespace SocialCrm.ResponseTimes;

/// <summary>The document <c>response-times</c>: policies in their order, of which the first one that fits counts.</summary>
public static class ResponseTimesDocument
{
    /// <summary>Most warnings of one policy.</summary>
    public const int MaxWarnings = 10;

    public static ResponsePolicies Read(DocumentNode root)
    {
        root.Only("policies", "public");
        List<ResponsePolicy> policies = [];
        string? takesAll = null;
        foreach (var node in root.Member("policies")?.Items(ResponsePolicies.Max) ?? [])
        {
            var policy = Policy(node);
            if (takesAll is not null) node.Refuse(ConfigurationRule.NeverReached, takesAll);
            if (node.Member("when") is null) takesAll ??= node.Path;
            if (policy is not null) policies.Add(policy);
        }

        return new ResponsePolicies(policies) { Public = root.Member("public") is { } told ? PublicFigure.Read(told) : null };
    }

    /// <summary>Null without a name.</summary>
    private static ResponsePolicy? Policy(DocumentNode node)
    {
        node.Only("id", "name", "when", "calendar", "firstResponse", "nextResponse", "resolution", "warnAt", "escalation");
        var id = node.Needed("id");
        var policy = new ResponsePolicy
        {
            Id = id?.Name() ?? "",
            Name = node.Member("name")?.Text(),
            When = node.Member("when") is { } when ? Condition.Read(when) : Condition.Always,
            Calendar = node.Member("calendar")?.Reference(NameKind.Calendar) ?? CalendarSet.Always,
            FirstResponse = TargetReader.Read(node.Member("firstResponse")),
            NextResponse = TargetReader.Read(node.Member("nextResponse")),
            Resolution = TargetReader.Read(node.Member("resolution")),
            Ladder = node.Member("escalation")?.Reference(NameKind.Ladder),
        };
        if (node.Member("warnAt") is { } warnAt) policy = policy with { WarnAt = Warnings(warnAt) };
        Check(node, policy);
        if (policy.Id.Length == 0) return null;
        id!.Defines(NameKind.Policy, policy.Id);
        return policy;
    }

    private static void Check(DocumentNode node, ResponsePolicy policy)
    {
        if (((string[])["firstResponse", "nextResponse", "resolution"]).All(name => node.Member(name) is null)) node.Refuse(Contradiction.NoTarget);
        foreach (var priority in Enum.GetValues<Priority>())
        {
            if (!(policy.Resolution.At(priority) < policy.FirstResponse.At(priority)) && !(policy.Resolution.At(priority) < policy.NextResponse.At(priority))) continue;
            node.Member("resolution")?.Refuse(Contradiction.ResolutionBeforeResponse, TargetReader.NameOf(priority));
            return;
        }
    }

    /// <summary>Written in any order; an empty list: no warnings.</summary>
    private static List<int> Warnings(DocumentNode node)
    {
        List<int> warnings = [];
        foreach (var item in node.Items(MaxWarnings))
        {
            if (item.Percent(1, 99) is not { } percent) continue;
            if (warnings.Contains(percent)) item.Refuse(ConfigurationRule.Twice, percent.ToString(CultureInfo.InvariantCulture));
            else warnings.Add(percent);
        }

        warnings.Sort();
        return warnings;
    }
}
