using NodaTime;
using NodaTime.Text;

namespace SocialCrm.Calendars;

/// <summary>
/// The whole days of an iCalendar file (RFC 5545), as public calendars of holidays are published: events with a date, over one day or several, once or yearly
/// on the same date. What can't be understood is refused by its line, and nothing is taken.
/// </summary>
public static class ICalendarDays
{
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <param name="first">Yearly events are taken from this year on.</param>
    /// <param name="last">To this year, both included.</param>
    public static ICalendarResult Read(string text, int first, int last)
    {
        List<NamedDay> days = [];
        List<ICalendarFault> faults = [];
        Event? current = null;
        var seen = false;
        foreach (var (line, name, value) in Properties(text))
        {
            switch (name, value)
            {
                case ("BEGIN", "VCALENDAR"):
                    seen = true;
                    break;
                case ("BEGIN", "VEVENT"):
                    current = new Event(line);
                    break;
                case ("END", "VEVENT") when current is not null:
                    if (current.Fault is { } fault) faults.Add(fault);
                    else days.AddRange(current.Days(first, last));
                    current = null;
                    break;
                default:
                    current?.Set(line, name, value);
                    break;
            }

            if (days.Count > CalendarDefinition.MaxDays) return new([], [new(line, ICalendarRule.TooManyDays)]);
        }

        if (!seen) faults.Add(new(1, ICalendarRule.NoCalendar));
        else if (current is not null) faults.Add(new(current.Line, ICalendarRule.Unfinished));
        return faults.Count > 0 ? new([], faults) : new([.. days.DistinctBy(d => d.Date).OrderBy(d => d.Date)], []);
    }

    /// <summary>Lines, long ones put together again, as the property's name without its parameters, and its value; the number is that of the first line.</summary>
    private static IEnumerable<(int Line, string Name, string Value)> Properties(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length;)
        {
            var (start, whole) = (i, lines[i]);
            for (i++; i < lines.Length && lines[i] is [' ' or '\t', ..]; i++) whole += lines[i][1..];
            var colon = whole.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) continue;
            yield return (start + 1, whole[..colon].Split(';')[0].ToUpperInvariant(), whole[(colon + 1)..].Trim());
        }
    }

    /// <summary>One event while it is read.</summary>
    private sealed class Event(int line)
    {
        private LocalDate? _start;
        private LocalDate? _end;
        private string _summary = "";
        private bool _yearly;
        private int _until = int.MaxValue;
        private ICalendarFault? _fault;

        public int Line => line;

        public ICalendarFault? Fault => _fault ?? (_start is null ? new(line, ICalendarRule.NoDate) : _end <= _start ? new(line, ICalendarRule.EndsBeforeStart) : null);

        public void Set(int at, string name, string value)
        {
            switch (name)
            {
                case "DTSTART":
                    _start = DateOf(at, value);
                    break;
                case "DTEND":
                    _end = DateOf(at, value);
                    break;
                case "SUMMARY":
                    _summary = value.Replace("\\,", ",", StringComparison.Ordinal).Replace("\\;", ";", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
                    break;
                case "RRULE":
                    Repeat(at, value);
                    break;
                case "RDATE" or "EXDATE":
                    _fault ??= new(at, ICalendarRule.Repetition);
                    break;
            }
        }

        /// <summary>The end is the day after the last one; 29 February is there in leap years only.</summary>
        public IEnumerable<NamedDay> Days(int first, int last)
        {
            var (start, length) = (_start!.Value, _end is { } end ? Period.DaysBetween(_start!.Value, end) : 1);
            var years = _yearly ? Enumerable.Range(Math.Max(first, start.Year), Math.Max(0, Math.Min(last, _until) - Math.Max(first, start.Year) + 1)) : [start.Year];
            return years
                .Where(year => start is not { Month: 2, Day: 29 } || CalendarSystem.Iso.IsLeapYear(year))
                .SelectMany(year => Enumerable.Range(0, Math.Min(length, CalendarDefinition.MaxDays + 1)).Select(day => new NamedDay(new LocalDate(year, start.Month, start.Day).PlusDays(day), _summary)));
        }

        private LocalDate? DateOf(int at, string value)
        {
            if (Date.Parse(value) is { Success: true } parsed) return parsed.Value;
            _fault ??= new(at, ICalendarRule.NotADate);
            return null;
        }

        /// <summary><c>FREQ=YEARLY</c>, with <c>INTERVAL=1</c> or an end at most.</summary>
        private void Repeat(int at, string value)
        {
            foreach (var part in value.Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                if (part is "FREQ=YEARLY") _yearly = true;
                else if (part.StartsWith("UNTIL=", StringComparison.Ordinal) && part.Length >= 14 && Date.Parse(part[6..14]) is { Success: true } until) _until = until.Value.Year;
                else if (part is not "INTERVAL=1" && !part.StartsWith("WKST=", StringComparison.Ordinal)) _fault ??= new(at, ICalendarRule.Repetition);
            }

            if (!_yearly) _fault ??= new(at, ICalendarRule.Repetition);
        }
    }
}

/// <summary>A day, and what the file calls it.</summary>
public sealed record NamedDay(LocalDate Date, string Name);

/// <param name="Days">In order, each date once; empty with <paramref name="Faults"/>.</param>
public sealed record ICalendarResult(IReadOnlyList<NamedDay> Days, IReadOnlyList<ICalendarFault> Faults);

/// <param name="Line">From 1.</param>
public sealed record ICalendarFault(int Line, ICalendarRule Rule);

public enum ICalendarRule
{
    /// <summary>No <c>BEGIN:VCALENDAR</c>.</summary>
    NoCalendar = 1,

    /// <summary>An event without <c>END:VEVENT</c>.</summary>
    Unfinished = 2,

    /// <summary>An event without <c>DTSTART</c>.</summary>
    NoDate = 3,

    /// <summary>Not a whole day, as <c>20261224</c> is.</summary>
    NotADate = 4,

    /// <summary><c>DTEND</c> isn't after <c>DTSTART</c>.</summary>
    EndsBeforeStart = 5,

    /// <summary>A repetition other than yearly on the same date: name the days one by one.</summary>
    Repetition = 6,

    /// <summary>More than <see cref="CalendarDefinition.MaxDays"/>.</summary>
    TooManyDays = 7,
}
