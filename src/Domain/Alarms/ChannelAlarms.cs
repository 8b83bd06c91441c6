using SocialCrm.Calendars;
using SocialCrm.Notices;

namespace SocialCrm.Alarms;

/// <summary>Decides about channels on which nothing happens, or nobody is there. Each period of silence has a name of its own: it is told of once.</summary>
public static class ChannelAlarms
{
    /// <summary>A channel has gone quiet: so much of its duty time has passed without a customer's message.</summary>
    /// <param name="lastAt">Its newest message; null when there is none to know of.</param>
    /// <returns>Null where it hasn't.</returns>
    public static RaisedAlarm? Quiet(QuietChannelAlarm alarm, DateTimeOffset? lastAt, CalendarSet calendars, DateTimeOffset now)
    {
        if (lastAt is not { } last || !IsQuiet(alarm, last, calendars, now)) return null;
        return new RaisedAlarm($"alarm:quiet:{NameOf(alarm.Channel, alarm.Account)}", last.ToUnixTimeMilliseconds(), NoticeLevel.MustReact, alarm.To);
    }

    public static bool IsQuiet(QuietChannelAlarm alarm, DateTimeOffset lastAt, CalendarSet calendars, DateTimeOffset now) =>
        lastAt < now && calendars.DutyOf(alarm.Channel, alarm.Account ?? "").Between(lastAt, now) >= alarm.After;

    /// <summary>Somebody waits on a channel on which nobody is on duty now: once until it opens again.</summary>
    /// <param name="waiting">Where somebody waits for long enough.</param>
    public static IEnumerable<RaisedAlarm> Unwatched(IReadOnlyList<(string Channel, string Account)> waiting, Notices.Alarms alarms, CalendarSet calendars, DateTimeOffset now)
    {
        foreach (var (channel, account, opens) in Unwatched(waiting, calendars, now))
            yield return new RaisedAlarm($"alarm:unwatched:{NameOf(channel, account)}", opens?.ToUnixTimeMilliseconds() ?? 0, NoticeLevel.MustReact, alarms.UnwatchedTo);
    }

    /// <summary>Those channels with nobody on duty now, and when somebody is again; null: never.</summary>
    public static IEnumerable<(string Channel, string Account, DateTimeOffset? Opens)> Unwatched(
        IReadOnlyList<(string Channel, string Account)> waiting, CalendarSet calendars, DateTimeOffset now)
    {
        foreach (var (channel, account) in waiting)
        {
            var duty = calendars.DutyOf(channel, account);
            if (!duty.IsOpen(now)) yield return (channel, account, duty.NextOpen(now));
        }
    }

    /// <summary>The unanswered list is longer than it should be: once a day.</summary>
    public static RaisedAlarm? Unanswered(long count, Notices.Alarms alarms, DateTimeOffset now) => count <= alarms.UnansweredTarget
        ? null
        : new RaisedAlarm($"alarm:unanswered:{count.ToString(System.Globalization.CultureInfo.InvariantCulture)}", now.UtcDateTime.Date.Ticks, NoticeLevel.ShouldKnow, Notices.Alarms.Supervisors)
        {
            Subject = "alarm:unanswered",
        };

    private static string NameOf(string channel, string? account) => string.IsNullOrEmpty(account) ? channel : $"{channel}/{account}";
}

/// <param name="Period">With the subject, what makes one silence different from another.</param>
public sealed record RaisedAlarm(string About, long Period, NoticeLevel Level, IReadOnlyList<string> To)
{
    /// <summary>What it is about, without figures that change while it lasts.</summary>
    public string Subject { get; init; } = About;
}
