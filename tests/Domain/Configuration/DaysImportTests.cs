using NodaTime;
using SocialCrm.Calendars;
using Xunit;

namespace SocialCrm.Configuration;

public sealed class DaysImportTests
{
    private static readonly NamedDay[] Days =
        [new(new LocalDate(2026, 12, 24), "jouluaatto"), new(new LocalDate(2026, 12, 25), "joulu\npäivä"), new(new LocalDate(2027, 2, 1), "")];

    [Fact]
    public void Add_puts_lines_beside_those_that_are_there_and_leaves_the_rest_as_it_was()
    {
        const string Before = """
            # meidän
            calendars:
              a:
                zone: UTC   # kello
                week:
                  monday-friday: 08:00-16:00
                days:
                  # suljettu
                  2026-12-25..2026-12-26: closed
              b:
                week: { monday: 08:00-16:00 }
            """;
        var (text, added, fault) = DaysImport.Add(Before, "a", Days);
        Assert.Null(fault);
        Assert.Equal(2, added);
        Assert.Equal(Before.Replace("      2026-12-25..", "      2026-12-24: closed  # jouluaatto\n      2027-02-01: closed\n      2026-12-25..", StringComparison.Ordinal), text);
        var calendar = Reading.Sound<CalendarSet>(DocumentKinds.Calendars, text!).Of("a");
        Assert.False(calendar.IsOpen(new DateTimeOffset(2026, 12, 24, 12, 0, 0, TimeSpan.Zero)));
        Assert.Equal((text, 0, null), DaysImport.Add(text!, "a", Days));
    }

    [Fact]
    public void Add_to_a_calendar_without_days_begins_them()
    {
        var (text, added, _) = DaysImport.Add("calendars:\r\n  a:\r\n    week:\r\n      monday: 08:00-16:00\r\n", "a", Days);
        Assert.Equal(3, added);
        Assert.Equal("calendars:\r\n  a:\r\n    days:\n      2026-12-24: closed  # jouluaatto\n      2026-12-25: closed  # joulupäivä\n      2027-02-01: closed\n    week:\r\n      monday: 08:00-16:00\r\n", text);
        Reading.Sound<CalendarSet>(DocumentKinds.Calendars, text!);
    }

    [Theory]
    [InlineData("calendars: { a: { week: { monday: 08:00-16:00 } } } # meidän", "calendars: { a: { days: { DAYS }, week: { monday: 08:00-16:00 } } } # meidän")]
    [InlineData("# ä {\ncalendars:\r\n  a:\r\n    week: { monday: 08:00-16:00 }\r\n    days: {}\r\n", "# ä {\ncalendars:\r\n  a:\r\n    week: { monday: 08:00-16:00 }\r\n    days: { DAYS }\r\n")]
    [InlineData("calendars: { a: { days: {2026-12-31: closed}, week: { monday: 08:00-16:00 } } }", "calendars: { a: { days: { DAYS,2026-12-31: closed}, week: { monday: 08:00-16:00 } } }")]
    [InlineData("calendars: { b: { week: { friday: 08:00-16:00 } },\n  a: {\n    week: { monday: 08:00-16:00 } } }", "calendars: { b: { week: { friday: 08:00-16:00 } },\n  a: { days: { DAYS },\n    week: { monday: 08:00-16:00 } } }")]
    public void Add_within_braces_leaves_the_rest_as_it_was(string before, string after)
    {
        var (text, added, fault) = DaysImport.Add(before, "a", Days);
        Assert.Null(fault);
        Assert.Equal(3, added);
        Assert.Equal(after.Replace("DAYS", "2026-12-24: closed, 2026-12-25: closed, 2027-02-01: closed", StringComparison.Ordinal), text);
        Assert.False(Reading.Sound<CalendarSet>(DocumentKinds.Calendars, text!).Of("a").IsOpen(new DateTimeOffset(2027, 2, 1, 9, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Add_to_json_stays_json()
    {
        var (text, _, _) = DaysImport.Add("""{"calendars":{"a":{"week":{"monday":"08:00-16:00"}}}}""", "a", Days[..1]);
        Assert.Equal("""{"calendars":{"a":{ "days": { "2026-12-24": "closed" },"week":{"monday":"08:00-16:00"}}}}""", text);
    }

    [Theory]
    [InlineData("calendars:\n  a:\n    week: { monday: 08:00-16:00 }\n", "b", "calendars.b UnknownReference Calendar b")]
    [InlineData("", "b", "calendars.b UnknownReference Calendar b")]
    public void Add_that_can_not_be_written_is_told(string document, string calendar, string expected)
    {
        var (text, _, fault) = DaysImport.Add(document, calendar, Days);
        Assert.Null(text);
        Assert.Equal(expected, $"{fault!.Field} {fault.Rule} {fault.Detail}");
    }
}
