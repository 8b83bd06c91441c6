using System.Globalization;
using SocialCrm.Calendars;
using Xunit;

namespace SocialCrm.Configuration;

public sealed class CalendarsDocumentTests
{
    private const string Written = """
        calendars:
          toimisto:
            zone: Europe/Helsinki
            week:
              monday-thursday: [08:00-11:30, 12:00-16:00]
              friday: 08:00-14:00
              saturday: closed
            holidays: finland
            days:
              2026-12-23: 08:00-12:00
              2027-07-05..2027-07-30: closed
            ics: |
              BEGIN:VCALENDAR
              BEGIN:VEVENT
              DTSTART;VALUE=DATE:20261223
              END:VEVENT
              BEGIN:VEVENT
              DTSTART;VALUE=DATE:20270301
              RRULE:FREQ=YEARLY
              END:VEVENT
              END:VCALENDAR
          yö:
            zone: UTC
            week: { monday-sunday: 22:00-06:00 }
        channels:
          - { channel: whatsapp, account: "+358401234567", calendar: always }
          - { channel: whatsapp, calendar: toimisto }
          - { channel: "custom:kioski", calendar: yö }
        """;

    [Theory]
    [InlineData("toimisto", "2026-11-27T08:00:00+02:00", true)]
    [InlineData("toimisto", "2026-11-27T14:00:00+02:00", false)]
    [InlineData("toimisto", "2026-11-26T11:45:00+02:00", false)]
    [InlineData("toimisto", "2026-11-28T12:00:00+02:00", false)]
    [InlineData("toimisto", "2026-12-24T12:00:00+02:00", false)]
    [InlineData("toimisto", "2026-12-23T11:00:00+02:00", true)]
    [InlineData("toimisto", "2026-12-23T13:00:00+02:00", false)]
    [InlineData("toimisto", "2027-07-30T12:00:00+03:00", false)]
    [InlineData("toimisto", "2027-08-02T12:30:00+03:00", true)]
    [InlineData("toimisto", "2032-03-01T12:30:00+02:00", false)]
    [InlineData("yö", "2026-11-28T03:00:00Z", true)]
    [InlineData("yö", "2026-11-28T06:00:00Z", false)]
    [InlineData("always", "2026-12-25T03:00:00Z", true)]
    public void Calendars_are_open_as_written(string calendar, string at, bool isOpen)
    {
        var calendars = Reading.Sound<CalendarSet>(DocumentKinds.Calendars, Written);
        Assert.True(calendars.Has(calendar));
        Assert.Equal(isOpen, calendars.Of(calendar).IsOpen(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("whatsapp", "+358401234567", "always")]
    [InlineData("whatsapp", "+358409999999", "toimisto")]
    [InlineData("custom:kioski", "aula", "yö")]
    [InlineData("x", "acme", "always")]
    public void Duty_of_a_channel_is_the_first_line_that_fits(string channel, string account, string calendar)
    {
        var calendars = Reading.Sound<CalendarSet>(DocumentKinds.Calendars, Written);
        Assert.Same(calendars.Of(calendar), calendars.DutyOf(channel, account));
    }

    [Theory]
    [InlineData("calendars: { a: { zone: Europe/Hki, week: { monday: 08:00-16:00 } } }", "calendars.a.zone BadCalendar UnknownZone")]
    [InlineData("calendars: { a: { week: { monday: [08:00-12:00, 11:00-16:00] } } }", "calendars.a.week.monday[1] BadCalendar Overlaps")]
    [InlineData("calendars: { a: { week: { monday-friday: [08:00-12:00, 11:00-16:00] } } }", "calendars.a.week.monday-friday[1] BadCalendar Overlaps")]
    [InlineData("calendars: { a: { week: { monday: 22:00-06:00, tuesday: 05:00-09:00 } } }", "calendars.a.week.tuesday BadCalendar Overlaps")]
    [InlineData("calendars: { a: { week: { monday: [07:00-07:30, 08:00-08:00] } } }", "calendars.a.week.monday[1] BadCalendar EmptyOpening")]
    [InlineData("calendars: { a: { week: { monday: 08:00 } } }", "calendars.a.week.monday NotAnOpening")]
    [InlineData("calendars: { a: { week: { monday: [08:00-25:00] } } }", "calendars.a.week.monday[0] NotAnOpening")]
    [InlineData("calendars: { a: { week: { monday: [closed] } } }", "calendars.a.week.monday[0] NotAnOpening")]
    [InlineData("calendars: { a: { week: { maanantai: 08:00-16:00 } } }", "calendars.a.week.maanantai NotAWeekday")]
    [InlineData("calendars: { a: { week: { friday-monday: 08:00-16:00 } } }", "calendars.a.week.friday-monday NotAWeekday")]
    [InlineData("calendars: { a: { week: { monday-friday: 08:00-16:00, friday: closed } } }", "calendars.a.week.friday Twice friday")]
    [InlineData("calendars: { a: { week: { monday: closed } } }", "calendars.a.week BadCalendar NeverOpen")]
    [InlineData("calendars: { a: {} }", "calendars.a.week Required")]
    [InlineData("calendars: { a: { week: { monday: 08:00-16:00 }, days: { 24.12.2026: closed } } }", "calendars.a.days.24.12.2026 NotADate")]
    [InlineData("calendars: { a: { week: { monday: 08:00-16:00 }, days: { 2026-12-24..2026-12-24: closed } } }", "calendars.a.days.2026-12-24..2026-12-24 NotADate")]
    [InlineData("calendars: { a: { week: { monday: 08:00-16:00 }, days: { 2026-12-24: closed, 2026-12-01..2026-12-31: closed } } }", "calendars.a.days.2026-12-01..2026-12-31 Twice 2026-12-24")]
    [InlineData("calendars: { a: { week: { monday: 08:00-16:00 }, days: { 2026-12-24..2036-12-24: closed } } }", "calendars.a.days.2026-12-24..2036-12-24 TooMany 2000")]
    [InlineData("calendars: { a: { week: { monday: 08:00-16:00 }, holidays: sweden } }", "calendars.a.holidays UnknownWord finland")]
    [InlineData("calendars: { a: { week: { monday: 08:00-16:00 }, ics: \"BEGIN:VCALENDAR\\nBEGIN:VEVENT\" } }", "calendars.a.ics BadICalendar 2 Unfinished")]
    [InlineData("calendars: { a: { week: { monday: 08:00-16:00 }, open: yes } }", "calendars.a.open UnknownMember open")]
    [InlineData("calendars: { always: { week: { monday: 08:00-16:00 } } }", "calendars.always Twice always")]
    [InlineData("calendars: { 'a b': { week: { monday: 08:00-16:00 } } }", "calendars.a b NotAName")]
    [InlineData("calendars: [a]", "calendars WrongShape mapping")]
    [InlineData("channels: [{ channel: fax, calendar: always }]", "channels[0].channel UnknownWord campaign, email, facebook, forum, instagram, line, meeting, messenger, note, phone, press, sms, store, telegram, webchat, whatsapp, x, custom:…")]
    [InlineData("channels: [{ channel: x }]", "channels[0].calendar Required")]
    [InlineData("channels: [{ channel: x, calendar: always }, { channel: x, account: acme, calendar: always }]", "channels[1] NeverReached channels[0]")]
    [InlineData("calendars: {", " Syntax")]
    public void Faults_name_the_field_and_the_rule(string text, string expected)
    {
        var faults = Reading.Faults(DocumentKinds.Calendars, text);
        if (expected.EndsWith("Syntax", StringComparison.Ordinal)) Assert.StartsWith(expected, faults, StringComparison.Ordinal);
        else Assert.Equal(expected, faults);
    }
}
