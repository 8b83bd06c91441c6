using NodaTime;
using Xunit;

namespace SocialCrm.Calendars;

public sealed class ICalendarDaysTests
{
    [Fact]
    public void Events_becomeDays_onceEach_inOrder()
    {
        var result = ICalendarDays.Read(
            Calendar(
                Event("DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270103", "SUMMARY:Välipäivät\\, kiinni"),
                Event("DTSTART;VALUE=DATE:20261224", "SUMMARY:Joulu", " aatto"),
                Event("DTSTART:20261224", "SUMMARY:toistamiseen")),
            2026, 2027);

        Assert.Empty(result.Faults);
        Assert.Equal(
            [
                new(new LocalDate(2026, 12, 24), "Jouluaatto"), new(new LocalDate(2026, 12, 31), "Välipäivät, kiinni"),
                new(new LocalDate(2027, 1, 1), "Välipäivät, kiinni"), new NamedDay(new LocalDate(2027, 1, 2), "Välipäivät, kiinni"),
            ],
            result.Days);
    }

    [Fact]
    public void YearlyEvents_areThereInEachYear_untilTheirEnd()
    {
        var result = ICalendarDays.Read(
            Calendar(Event("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"), Event("DTSTART;VALUE=DATE:20200501", "RRULE:FREQ=YEARLY;INTERVAL=1;UNTIL=20270601")), 2026, 2030);

        Assert.Equal([new(2026, 5, 1), new(2027, 5, 1), new LocalDate(2028, 2, 29)], result.Days.Select(d => d.Date));
    }

    [Theory]
    [InlineData("SUMMARY:ilman päivää", 2, ICalendarRule.NoDate)]
    [InlineData("DTSTART:20261224T120000Z", 3, ICalendarRule.NotADate)]
    [InlineData("DTSTART:20261224\nDTEND:20261224", 2, ICalendarRule.EndsBeforeStart)]
    [InlineData("DTSTART:20261224\nRRULE:FREQ=WEEKLY", 4, ICalendarRule.Repetition)]
    [InlineData("DTSTART:20261224\nRRULE:FREQ=YEARLY;BYMONTH=6;BYDAY=3SA", 4, ICalendarRule.Repetition)]
    [InlineData("DTSTART:20261224\nDTEND:21261224", 5, ICalendarRule.TooManyDays)]
    public void Event_thatCantBeUnderstood_isRefusedByItsLine_andNothingTaken(string lines, int line, ICalendarRule rule)
    {
        var result = ICalendarDays.Read(Calendar(Event(lines.Split('\n')), Event("DTSTART:20261225")), 2026, 2026);

        Assert.Equal(new ICalendarFault(line, rule), Assert.Single(result.Faults));
        Assert.Empty(result.Days);
    }

    [Theory]
    [InlineData("", ICalendarRule.NoCalendar)]
    [InlineData("<html>", ICalendarRule.NoCalendar)]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261224", ICalendarRule.Unfinished)]
    public void Text_thatIsNoCalendar_isRefused(string text, ICalendarRule rule) => Assert.Equal(rule, Assert.Single(ICalendarDays.Read(text, 2026, 2026).Faults).Rule);

    private static string Event(params string[] lines) => string.Join("\r\n", ["BEGIN:VEVENT", .. lines, "END:VEVENT"]);

    private static string Calendar(params string[] events) => string.Join("\r\n", ["BEGIN:VCALENDAR", .. events, "END:VCALENDAR", ""]);
}
