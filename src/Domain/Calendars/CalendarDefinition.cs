using NodaTime;

namespace SocialCrm.Calendars;

/// <summary>When a company or one of its channels is on duty, as people write it down.</summary>
public sealed record CalendarDefinition
{
    /// <summary>Most openings of one day.</summary>
    public const int MaxOpeningsPerDay = 12;

    /// <summary>Most days named one by one.</summary>
    public const int MaxDays = 2_000;

    /// <summary>An IANA time zone, such as <c>Europe/Helsinki</c>.</summary>
    public string Zone { get; init; } = "Europe/Helsinki";

    /// <summary>The openings of each weekday, in any order; a day that is missing is closed.</summary>
    public IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> Week { get; init; } = new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>();

    /// <summary>Whose public holidays are closed; null for nobody's.</summary>
    public HolidayCalendar? Holidays { get; init; }

    /// <summary>Days with openings of their own, whatever their weekday and holiday; none: closed.</summary>
    public IReadOnlyDictionary<LocalDate, IReadOnlyList<Opening>> Days { get; init; } = new Dictionary<LocalDate, IReadOnlyList<Opening>>();

    /// <summary>Never closed: business time is the time itself.</summary>
    public static CalendarDefinition Always { get; } = new()
    {
        Zone = "UTC",
        Week = Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None).ToDictionary(d => d, _ => (IReadOnlyList<Opening>)[Opening.WholeDay]),
    };

    /// <summary>What is wrong, by field; empty when a <see cref="BusinessCalendar"/> can be made of it.</summary>
    public IReadOnlyList<CalendarFault> Faults()
    {
        List<CalendarFault> faults = [];
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null) faults.Add(new("zone", CalendarRule.UnknownZone));
        foreach (var (day, openings) in Week) Check($"week.{Name(day)}", openings, faults);
        foreach (var (date, openings) in Days) Check($"days.{date:uuuu-MM-dd}", openings, faults);
        if (Days.Count > MaxDays) faults.Add(new("days", CalendarRule.TooMany));
        if (Week.Values.All(o => o.Count == 0)) faults.Add(new("week", CalendarRule.NeverOpen));
        if (faults.Count == 0) CheckNights(faults);
        return faults;
    }

    private static void Check(string field, IReadOnlyList<Opening> openings, List<CalendarFault> faults)
    {
        if (openings.Count > MaxOpeningsPerDay) faults.Add(new(field, CalendarRule.TooMany));
        for (var i = 0; i < openings.Count; i++)
        {
            if (!openings[i].IsValid) faults.Add(new($"{field}[{i}]", CalendarRule.EmptyOpening));
            for (var j = 0; j < i; j++)
            {
                if (openings[i].From < openings[j].Until && openings[j].From < openings[i].Until) faults.Add(new($"{field}[{i}]", CalendarRule.Overlaps));
            }
        }
    }

    /// <summary>A night that runs into the next weekday's morning.</summary>
    private void CheckNights(List<CalendarFault> faults)
    {
        foreach (var (day, openings) in Week)
        {
            var next = day == IsoDayOfWeek.Sunday ? IsoDayOfWeek.Monday : day + 1;
            var over = openings.Max(o => (int?)o.Until) - Opening.Day;
            if (over > 0 && Week.TryGetValue(next, out var morning) && morning.Any(o => o.From < over)) faults.Add(new($"week.{Name(next)}", CalendarRule.Overlaps));
        }
    }

    private static string Name(IsoDayOfWeek day) => day.ToString().ToLowerInvariant();
}

/// <param name="Field">Such as <c>week.monday[1]</c> or <c>days.2026-12-24[0]</c>.</param>
public sealed record CalendarFault(string Field, CalendarRule Rule);

public enum CalendarRule
{
    /// <summary>No IANA time zone of this name.</summary>
    UnknownZone = 1,

    /// <summary>Ends before it begins, lasts no minute, or more than a day.</summary>
    EmptyOpening = 2,

    /// <summary>Two openings share a minute.</summary>
    Overlaps = 3,

    /// <summary>No weekday has an opening: nothing would ever be due.</summary>
    NeverOpen = 4,

    /// <summary>More than <see cref="CalendarDefinition.MaxOpeningsPerDay"/> or <see cref="CalendarDefinition.MaxDays"/>.</summary>
    TooMany = 5,
}

/// <summary>Public holidays that can be computed for any year.</summary>
public enum HolidayCalendar
{
    /// <summary>The public holidays of Finland, and Midsummer Eve and Christmas Eve, on which offices are closed as well.</summary>
    Finland = 1,
}
