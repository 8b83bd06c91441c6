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
    public BusinessCalendar DutyOf(string channel, string account)
    {
        foreach (var duty in Duties) if (duty.Channel == channel && (duty.Account is null || duty.Account == account)) return Of(duty.Calendar);
        return AlwaysOpen;
    }
}

/// <param name="Account">Null: all accounts of the channel.</param>
public sealed record ChannelDuty(string Channel, string? Account, string Calendar);
