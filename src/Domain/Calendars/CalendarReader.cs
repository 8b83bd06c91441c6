using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SocialCrm.Configuration;

namespace SocialCrm.Calendars;

/// <summary>Reads one calendar of the document.</summary>
internal static class CalendarReader
{
    /// <summary>Years for which the yearly days of an iCalendar text are taken. Fixed, so that a version always means the same.</summary>
    public const int FirstYear = 2020;
    public const int LastYear = 2060;

    private const string Closed = "closed";

    private static readonly Dictionary<string, HolidayCalendar> Holidays = new(StringComparer.Ordinal) { ["finland"] = HolidayCalendar.Finland };

    private static readonly Dictionary<string, IsoDayOfWeek> Weekdays =
        Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None).ToDictionary(d => d.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Null when it is at fault.</summary>
    public static CalendarDefinition? Read(DocumentNode node)
    {
        var before = node.Faults.Count;
        node.Only("zone", "week", "holidays", "days", "ics");
        var defaults = new CalendarDefinition();
        var week = new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>();
        var days = new Dictionary<LocalDate, IReadOnlyList<Opening>>();
        var written = new Dictionary<string, DocumentNode>(StringComparer.Ordinal);
        Week(node.Needed("week"), week, written);
        Days(node.Member("days"), days, written);
        Import(node.Member("ics"), days);
        var zone = node.Member("zone");
        var definition = new CalendarDefinition
        {
            Zone = zone is null ? defaults.Zone : zone.Text() ?? defaults.Zone,
            Week = week,
            Holidays = node.Member("holidays")?.Word(Holidays),
            Days = days,
        };
        if (node.Faults.Count > before) return null;
        foreach (var (field, rule) in definition.Faults().DistinctBy(f => (FieldOf(f.Field, node, written), f.Rule)))
            node.RefuseAt(FieldOf(field, node, written), ConfigurationRule.BadCalendar, rule.ToString());
        return node.Faults.Count > before ? null : definition;
    }

    private static void Week(DocumentNode? node, Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>> week, Dictionary<string, DocumentNode> written)
    {
        foreach (var (name, day) in node?.Members() ?? [])
        {
            var ends = name.Split('-');
            if (ends.Length > 2 || !Weekdays.TryGetValue(ends[0], out var first) || !Weekdays.TryGetValue(ends[^1], out var last) || (ends.Length == 2 && last <= first))
            {
                day.Refuse(ConfigurationRule.NotAWeekday);
                continue;
            }

            var openings = Openings(day);
            for (var weekday = first; weekday <= last; weekday++)
            {
                if (!week.TryAdd(weekday, openings)) day.Refuse(ConfigurationRule.Twice, weekday.ToString().ToLowerInvariant());
                written[$"week.{weekday.ToString().ToLowerInvariant()}"] = day;
            }
        }
    }

    private static void Days(DocumentNode? node, Dictionary<LocalDate, IReadOnlyList<Opening>> days, Dictionary<string, DocumentNode> written)
    {
        foreach (var (name, day) in node?.Members() ?? [])
        {
            var ends = name.Split("..");
            if (ends.Length > 2 || DateOf(ends[0]) is not { } first || DateOf(ends[^1]) is not { } last || (ends.Length == 2 && last <= first))
            {
                day.Refuse(ConfigurationRule.NotADate);
                continue;
            }

            if (Period.DaysBetween(first, last) >= CalendarDefinition.MaxDays)
            {
                day.Refuse(ConfigurationRule.TooMany, CalendarDefinition.MaxDays.ToString(CultureInfo.InvariantCulture));
                continue;
            }

            var openings = Openings(day);
            for (var date = first; date <= last; date = date.PlusDays(1))
            {
                if (!days.TryAdd(date, openings)) day.Refuse(ConfigurationRule.Twice, LocalDatePattern.Iso.Format(date));
                written[$"days.{LocalDatePattern.Iso.Format(date)}"] = day;
            }
        }
    }

    /// <summary>Whole days of an iCalendar text are closed; days that are written out go before them.</summary>
    private static void Import(DocumentNode? node, Dictionary<LocalDate, IReadOnlyList<Opening>> days)
    {
        if (node?.Text(DocumentNode.MaxDocument) is not { } text) return;
        var (imported, faults) = ICalendarDays.Read(text, FirstYear, LastYear);
        foreach (var fault in faults) node.Refuse(ConfigurationRule.BadICalendar, string.Create(CultureInfo.InvariantCulture, $"{fault.Line} {fault.Rule}"));
        foreach (var day in imported) days.TryAdd(day.Date, []);
    }

    private static Opening[] Openings(DocumentNode node)
    {
        List<Opening> openings = [];
        foreach (var item in node.Items(CalendarDefinition.MaxOpeningsPerDay))
        {
            if (item.Text() is not { } text) continue;
            if (text == Closed && !node.IsList) return [];
            // The same time twice is a slip more often than a whole day, which is 00:00-24:00.
            if (text.Split('-') is [var from, var until] && from.Trim() == until.Trim()) item.Refuse(ConfigurationRule.BadCalendar, nameof(CalendarRule.EmptyOpening));
            else if (Opening.Parse(text) is { } opening) openings.Add(opening);
            else item.Refuse(ConfigurationRule.NotAnOpening);
        }

        return [.. openings];
    }

    private static LocalDate? DateOf(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    /// <summary>A field of the definition as the document writes it: a weekday stands in a range, a single opening in no list.</summary>
    private static string FieldOf(string field, DocumentNode node, Dictionary<string, DocumentNode> written)
    {
        var bracket = field.IndexOf('[', StringComparison.Ordinal);
        var (day, index) = bracket < 0 ? (field, "") : (field[..bracket], field[bracket..]);
        return written.TryGetValue(day, out var at) ? at.Path + (at.IsList ? index : "") : $"{node.Path}.{field}";
    }
}
