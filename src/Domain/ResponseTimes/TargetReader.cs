using SocialCrm.Configuration;
using SocialCrm.Conversations;

namespace SocialCrm.ResponseTimes;

/// <summary>Reads a target: one duration for all, or one by priority, where <c>others</c> is for those that aren't named.</summary>
internal static class TargetReader
{
    private const string Others = "others";

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static string NameOf(Priority priority) => priority.ToString().ToLowerInvariant();

    public static Target Read(DocumentNode? node)
    {
        if (node is null) return Target.None;
        if (!node.IsMapping) return node.Duration(Shortest, Longest) is { } all ? Target.Of(all) : Target.None;
        node.Only(Others, "low", "normal", "high", "urgent");
        if (node.Members().Count == 0) node.Refuse(ConfigurationRule.Required);
        var others = node.Member(Others)?.Duration(Shortest, Longest);
        var target = Target.Of(priority => node.Member(NameOf(priority))?.Duration(Shortest, Longest) ?? others);
        Check(node, target);
        return target;
    }

    private static void Check(DocumentNode node, Target target)
    {
        TimeSpan? lessUrgent = null;
        foreach (var priority in Enum.GetValues<Priority>())
        {
            if (target.At(priority) > lessUrgent)
            {
                (node.Member(NameOf(priority)) ?? node).Refuse(Contradiction.MoreTimeWhenMoreUrgent, NameOf(priority));
                return;
            }

            lessUrgent = target.At(priority) ?? lessUrgent;
        }
    }
}
