using SocialCrm.Configuration;
using SocialCrm.Interactions;

namespace SocialCrm.Notices;

/// <summary>The <c>alarms</c> of a notices document.</summary>
internal static class AlarmDocument
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static Alarms Read(DocumentNode node)
    {
        node.Only("unanswered", "quiet", "unwatched", "assignee");
        var defaults = new Alarms();
        var unanswered = node.Member("unanswered");
        unanswered?.Only("target", "after");
        var unwatched = node.Member("unwatched");
        unwatched?.Only("after", "notify");
        var assignee = node.Member("assignee");
        assignee?.Only("after", "notify");
        return new Alarms
        {
            UnansweredTarget = (int)(unanswered?.Member("target")?.Number(0, 1_000_000) ?? defaults.UnansweredTarget),
            UnansweredAfter = unanswered?.Member("after")?.Duration(TimeSpan.Zero, Longest) ?? defaults.UnansweredAfter,
            Quiet = node.Member("quiet") is { } quiet ? [.. quiet.Items(NoticePlan.MaxItems).Select(QuietOf).OfType<QuietChannelAlarm>()] : [],
            UnwatchedAfter = unwatched?.Needed("after")?.Duration(Shortest, Longest),
            UnwatchedTo = NoticeDocument.AddresseesOf(unwatched?.Member("notify"), defaults.UnwatchedTo),
            AssigneeAfter = assignee?.Needed("after")?.Duration(Shortest, Longest),
            AssigneeTo = NoticeDocument.AddresseesOf(assignee?.Member("notify"), defaults.AssigneeTo),
        };
    }

    private static QuietChannelAlarm? QuietOf(DocumentNode node)
    {
        if (!node.Only("channel", "account", "after", "notify")) return null;
        var channel = node.Needed("channel")?.Text();
        if (channel is not null && !Channels.IsValid(channel))
        {
            node.Member("channel")!.Refuse(ConfigurationRule.UnknownWord, string.Join(", ", Channels.Known.Order(StringComparer.Ordinal)));
            channel = null;
        }

        var after = node.Needed("after")?.Duration(Shortest, Longest);
        var to = NoticeDocument.AddresseesOf(node.Member("notify"), Alarms.Supervisors);
        return channel is null || after is null ? null : new QuietChannelAlarm(channel, node.Member("account")?.Text(512), after.Value, to);
    }
}
