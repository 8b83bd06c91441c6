using System.Globalization;
using SocialCrm.Calendars;
using Xunit;

namespace SocialCrm.Configuration;

public sealed class WatchTests
{
    private const string Written = """
        calendars:
          office: { zone: UTC, week: { monday-friday: [08:00-12:00, 12:00-16:00] } }
          daily: { zone: UTC, week: { monday-sunday: 00:00-24:00 } }
        channels:
          - { channel: x, calendar: office }
          - { channel: sms, calendar: daily }
          - { channel: email, calendar: always }
        """;

    [Theory]
    [InlineData("x", "2026-11-27T09:00:00Z", true, "2026-11-27T16:00:00Z", null)]
    [InlineData("x", "2026-11-27T16:00:00Z", false, null, "2026-11-30T08:00:00Z")]
    [InlineData("sms", "2026-11-27T16:00:00Z", true, null, null)]
    [InlineData("email", "2026-11-27T16:00:00Z", true, null, null)]
    public void WatchOf_tells_until_when_or_from_when(string channel, string at, bool isWatched, string? until, string? from)
    {
        var calendars = Reading.Sound<CalendarSet>(DocumentKinds.Calendars, Written);
        Assert.Equal(new Watch(isWatched, Time(until), Time(from)), calendars.WatchOf(calendars.LineOf(channel, "acme")!, Time(at)!.Value));
        Assert.Null(calendars.LineOf("whatsapp", "acme"));

        static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }
}
