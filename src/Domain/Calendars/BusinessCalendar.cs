using NodaTime;
using NodaTime.Extensions;

namespace SocialCrm.Calendars;

/// <summary>
/// Business time. A moment is open when the local clock of the calendar's zone stands within an opening of its day: an hour that the clock skips is never
/// open, and one that it repeats is open twice. Adding and measuring are exact to the tick and agree: what lies between a time and that time plus a
/// duration is the duration.
/// </summary>
public sealed class BusinessCalendar
{
    /// <summary>How far ahead an opening is looked for: beyond it there is none, as with a list of closed days that never ends.</summary>
    public const int MaxDaysAhead = 3_660;

    private readonly CalendarDefinition _definition;
    private readonly DateTimeZone _zone;
    private readonly Dictionary<IsoDayOfWeek, Opening[]> _week;
    private readonly Dictionary<LocalDate, Opening[]> _days;

    /// <exception cref="ArgumentException">The definition has <see cref="CalendarDefinition.Faults"/>.</exception>
    public BusinessCalendar(CalendarDefinition definition)
    {
        if (definition.Faults() is [var fault, ..]) throw new ArgumentException($"{fault.Field}: {fault.Rule}", nameof(definition));
        _definition = definition;
        _zone = DateTimeZoneProviders.Tzdb[definition.Zone];
        _week = definition.Week.ToDictionary(d => d.Key, d => Sorted(d.Value));
        _days = definition.Days.ToDictionary(d => d.Key, d => Sorted(d.Value));
    }

    public bool IsOpen(DateTimeOffset at) => NextOpen(at) == at;

    /// <summary>The first open moment from <paramref name="from"/> on, itself included; null when there is none within <see cref="MaxDaysAhead"/>.</summary>
    public DateTimeOffset? NextOpen(DateTimeOffset from) => OpenFrom(from.ToInstant()).Select(s => (DateTimeOffset?)s.Start.ToDateTimeOffset()).FirstOrDefault();

    /// <summary>The next closing from <paramref name="from"/> on, of the opening that is under way or of the next one; null as above.</summary>
    public DateTimeOffset? NextClose(DateTimeOffset from)
    {
        Instant? end = null;
        foreach (var span in OpenFrom(from.ToInstant()))
        {
            if (end is { } before && span.Start > before) break;
            end = span.End;
        }

        return end?.ToDateTimeOffset();
    }

    /// <summary>The earliest time by which so much business time has passed since <paramref name="from"/>; null as above.</summary>
    /// <param name="duration">Not negative. Zero is <paramref name="from"/> itself.</param>
    public DateTimeOffset? Add(DateTimeOffset from, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        if (duration == TimeSpan.Zero) return from.ToUniversalTime();
        var left = Duration.FromTimeSpan(duration);
        foreach (var (start, end) in OpenFrom(from.ToInstant()))
        {
            if (left <= end - start) return (start + left).ToDateTimeOffset();
            left -= end - start;
        }

        return null;
    }

    /// <summary>The business time between two moments; zero when the second isn't after the first.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var total = Duration.Zero;
        var until = to.ToInstant();
        foreach (var (start, end) in OpenFrom(from.ToInstant()))
        {
            if (start >= until) break;
            total += Instant.Min(end, until) - start;
        }

        return total.ToTimeSpan();
    }

    /// <summary>From the local date of a moment on, the days that aren't as their weekday is, and the holidays, in order.</summary>
    public IEnumerable<UnusualDay> UnusualDays(DateTimeOffset from, int days)
    {
        var first = from.ToInstant().InZone(_zone).Date;
        for (var i = 0; i < days; i++)
        {
            var date = first.PlusDays(i);
            var holiday = IsHoliday(date) ? FinnishHolidays.Of(date.Year).FirstOrDefault(h => h.Date == date) : null;
            var openings = OpeningsOf(date);
            if (holiday is not null || !openings.SequenceEqual(_week.GetValueOrDefault(date.DayOfWeek) ?? [])) yield return new UnusualDay(date, openings, holiday);
        }
    }

    /// <summary>
    /// The open stretches from a moment on, in order, the first one cut to begin there. They touch where one opening follows another without a pause, and at
    /// changes of the clock.
    /// </summary>
    private IEnumerable<(Instant Start, Instant End)> OpenFrom(Instant from)
    {
        var horizon = from + Duration.FromDays(MaxDaysAhead);
        var cursor = from;
        // Between two changes of the clock the local time runs evenly: there, openings are plain stretches.
        foreach (var even in _zone.GetZoneIntervals(from, horizon))
        {
            var until = even.HasEnd ? Instant.Min(even.End, horizon) : horizon;
            var last = LocalDate(until, even);
            // An opening of the day before may reach over midnight.
            for (var date = LocalDate(cursor, even).PlusDays(-1); date <= last; date = date.PlusDays(1))
            {
                var midnight = date.AtMidnight().WithOffset(even.WallOffset).ToInstant();
                foreach (var opening in OpeningsOf(date))
                {
                    var start = Instant.Max(midnight + Duration.FromMinutes(opening.From), cursor);
                    var end = Instant.Min(midnight + Duration.FromMinutes(opening.Until), until);
                    if (start >= end) continue;
                    yield return (start, end);
                    cursor = end;
                }
            }

            cursor = Instant.Max(cursor, until);
        }
    }

    private Opening[] OpeningsOf(LocalDate date)
    {
        if (_days.TryGetValue(date, out var own)) return own;
        return IsHoliday(date) ? [] : _week.GetValueOrDefault(date.DayOfWeek) ?? [];
    }

    private bool IsHoliday(LocalDate date) => _definition.Holidays == HolidayCalendar.Finland && FinnishHolidays.IsHoliday(date);

    private static LocalDate LocalDate(Instant at, NodaTime.TimeZones.ZoneInterval even) => at.WithOffset(even.WallOffset).Date;

    private static Opening[] Sorted(IReadOnlyList<Opening> openings) => [.. openings.OrderBy(o => o.From)];
}

/// <param name="Openings">In order; none: closed.</param>
/// <param name="Holiday">Null for a day that the calendar itself names.</param>
public sealed record UnusualDay(LocalDate Date, IReadOnlyList<Opening> Openings, Holiday? Holiday);
