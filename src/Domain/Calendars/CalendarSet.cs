namespace SocialCrm.Calendars;

/// <summary>The calendars by name, and which of a channel's accounts are watched when.</summary>
public sealed record CalendarSet
{
    /// <summary>The calendar that is always there, and never closed.</summary>
    public const string Always = "always";

    public static readonly CalendarSet Empty = new();

    private static readonly BusinessCalendar AlwaysOpen = new(CalendarDefinition.Always);

    public IReadOnlyDictionary<string, BusinessCalendar> Named { get; init; } = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal);

    /// <summary>The first one that matches says when the channel is watched; none: always.</summary>
    public IReadOnlyList<ChannelDuty> Duties { get; init; } = [];

    /// <summary>The calendar of this name; the one that is never closed where there is none.</summary>
    public BusinessCalendar Of(string name) => Named.GetValueOrDefault(name, AlwaysOpen);

    public bool Has(string name) => name == Always || Named.ContainsKey(name);

    /// <summary>When somebody is on duty on this account of a channel.</summary>
    public BusinessCalendar DutyOf(string channel, string account) => LineOf(channel, account) is { } duty ? Of(duty.Calendar) : AlwaysOpen;

    /// <summary>The line that says when this account is watched; null: it always is.</summary>
    public ChannelDuty? LineOf(string channel, string account)
    {
        foreach (var duty in Duties) if (duty.Channel == channel && (duty.Account is null || duty.Account == account)) return duty;
        return null;
    }

    /// <summary>Whether a line's channel is watched at a moment, and when that changes.</summary>
    public Watch WatchOf(ChannelDuty duty, DateTimeOffset at)
    {
        var calendar = Of(duty.Calendar);
        var opens = calendar.NextOpen(at);
        if (opens != at) return new Watch(false, null, opens);
        // A calendar that never closes has no end within the years that are looked at.
        var closes = duty.Calendar == Always ? null : calendar.NextClose(at);
        return new Watch(true, closes < at.AddDays(BusinessCalendar.MaxDaysAhead - 1) ? closes : null, null);
    }
}

/// <param name="Until">When the watch ends; null where it never does, and while nobody watches.</param>
/// <param name="From">When it begins again; null while somebody watches, and where it never does.</param>
public readonly record struct Watch(bool IsWatched, DateTimeOffset? Until, DateTimeOffset? From);

/// <param name="Account">Null: all accounts of the channel.</param>
public sealed record ChannelDuty(string Channel, string? Account, string Calendar);
