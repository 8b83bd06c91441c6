using SocialCrm.Configuration;
using SocialCrm.Interactions;

namespace SocialCrm.Calendars;

/// <summary>The document <c>calendars</c>: calendars by name, and which channels are watched by which of them.</summary>
public static class CalendarsDocument
{
    /// <summary>Most calendars.</summary>
    public const int MaxCalendars = 100;

    /// <summary>Most lines about channels.</summary>
    public const int MaxDuties = 500;

    /// <summary>Longest account, in characters.</summary>
    private const int MaxAccount = 512;

    public static CalendarSet Read(DocumentNode root)
    {
        root.Only("calendars", "channels");
        var named = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal);
        foreach (var (name, node) in root.Member("calendars")?.Members() ?? [])
        {
            if (!DocumentNode.IsName(name)) node.Refuse(ConfigurationRule.NotAName);
            if (name == CalendarSet.Always) node.Refuse(ConfigurationRule.Twice, name);
            else node.Defines(NameKind.Calendar, name);
            if (named.Count >= MaxCalendars) node.Refuse(ConfigurationRule.TooMany, $"{MaxCalendars}");
            else if (CalendarReader.Read(node) is { } definition) named[name] = new BusinessCalendar(definition);
        }

        return new CalendarSet { Named = named, Duties = Duties(root.Member("channels")) };
    }

    private static List<ChannelDuty> Duties(DocumentNode? channels)
    {
        List<ChannelDuty> duties = [];
        foreach (var node in channels?.Items(MaxDuties) ?? [])
        {
            node.Only("channel", "account", "calendar");
            var channel = ChannelOf(node.Needed("channel"));
            var account = node.Member("account")?.Text(MaxAccount);
            var calendar = node.Needed("calendar");
            if (calendar?.Text(DocumentNode.MaxName) is not { } name || channel is null) continue;
            calendar.RefersTo(NameKind.Calendar, name);
            if (duties.FindIndex(d => d.Channel == channel && (d.Account is null || d.Account == account)) is var before and >= 0)
                node.Refuse(ConfigurationRule.NeverReached, $"channels[{before}]");
            duties.Add(new ChannelDuty(channel, account, name));
        }

        return duties;
    }

    private static string? ChannelOf(DocumentNode? node)
    {
        if (node?.Text() is not { } channel) return null;
        if (Channels.IsValid(channel)) return channel;
        node.Refuse(ConfigurationRule.UnknownWord, string.Join(", ", Channels.Known.Order(StringComparer.Ordinal)) + ", custom:…");
        return null;
    }
}
