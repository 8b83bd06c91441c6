using NodaTime;
using Xunit;

namespace SocialCrm.Calendars;

public sealed class FinnishHolidaysTests
{
    /// <summary>From the almanac.</summary>
    [Theory]
    [InlineData(2024, "01-01 01-06 03-29 03-31 04-01 05-01 05-09 05-19 06-21 06-22 11-02 12-06 12-24 12-25 12-26")]
    [InlineData(2026, "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-19 06-20 10-31 12-06 12-24 12-25 12-26")]
    [InlineData(2038, "01-01 01-06 04-23 04-25 04-26 05-01 06-03 06-13 06-25 06-26 11-06 12-06 12-24 12-25 12-26")]
    public void Of_aYear_areTheAlmanacs(int year, string days) =>
        Assert.Equal(days, string.Join(' ', FinnishHolidays.Of(year).Select(h => h.Date.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void Of_everyYear_fallOnTheirWeekdays()
    {
        foreach (var holidays in Enumerable.Range(1955, 200).Select(FinnishHolidays.Of))
        {
            Assert.Equal(IsoDayOfWeek.Sunday, holidays.Single(h => h.NameFi == "pääsiäispäivä").Date.DayOfWeek);
            Assert.Equal(IsoDayOfWeek.Thursday, holidays.Single(h => h.NameFi == "helatorstai").Date.DayOfWeek);
            Assert.Equal(IsoDayOfWeek.Saturday, holidays.Single(h => h.NameFi == "juhannuspäivä").Date.DayOfWeek);
            Assert.Equal(IsoDayOfWeek.Saturday, holidays.Single(h => h.NameFi == "pyhäinpäivä").Date.DayOfWeek);
        }
    }
}
