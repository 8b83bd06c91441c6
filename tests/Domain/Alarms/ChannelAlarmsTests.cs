using NodaTime;
using SocialCrm.Calendars;
using SocialCrm.Notices;
using Xunit;

namespace SocialCrm.Alarms;

public class ChannelAlarmsTests
{
    /// <summary>A Monday, ten o'clock in Helsinki.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 4, 13, 7, 0, 0, TimeSpan.Zero);

    private static readonly CalendarSet Office = new()
    {
        Named = new Dictionary<string, BusinessCalendar>
        {
            ["office"] = new(new CalendarDefinition { Week = Enumerable.Range(1, 5).ToDictionary(d => (IsoDayOfWeek)d, _ => (IReadOnlyList<Opening>)[new Opening(540, 1_020)]) }),
        },
        Duties = [new ChannelDuty("email", null, "office")],
    };

    private static readonly QuietChannelAlarm FourHours = new("email", null, TimeSpan.FromHours(4), ["role:supervisor"]);

    [Fact]
    public void Quiet_counts_duty_time_and_names_the_silence_by_its_beginning()
    {
        // Friday at four in the afternoon: one hour of Friday, then three of Monday.
        var friday = Monday.AddDays(-3).AddHours(6);
        Assert.Null(ChannelAlarms.Quiet(FourHours, friday, Office, Monday.AddHours(1.9)));
        var raised = ChannelAlarms.Quiet(FourHours, friday, Office, Monday.AddHours(2));
        Assert.Equal(("alarm:quiet:email", friday.ToUnixTimeMilliseconds()), (raised!.About, raised.Period));
        Assert.Equal(raised.Period, ChannelAlarms.Quiet(FourHours, friday, Office, Monday.AddHours(5))!.Period);
        Assert.Null(ChannelAlarms.Quiet(FourHours, null, Office, Monday));
        Assert.Null(ChannelAlarms.Quiet(FourHours, Monday.AddHours(1), Office, Monday));
    }

    [Fact]
    public void Unwatched_is_told_once_until_the_channel_opens()
    {
        var alarms = new Notices.Alarms();
        (string, string)[] waiting = [("email", "info"), ("x", "acme")];
        Assert.Empty(ChannelAlarms.Unwatched(waiting, alarms, Office, Monday));
        var evening = Assert.Single(ChannelAlarms.Unwatched(waiting, alarms, Office, Monday.AddHours(9)));
        Assert.Equal("alarm:unwatched:email/info", evening.About);
        Assert.Equal(evening.Period, ChannelAlarms.Unwatched(waiting, alarms, Office, Monday.AddHours(20)).Single().Period);
        Assert.NotEqual(evening.Period, ChannelAlarms.Unwatched(waiting, alarms, Office, Monday.AddHours(33)).Single().Period);
    }

    [Fact]
    public void Unanswered_is_told_once_a_day_whatever_the_figure()
    {
        var alarms = new Notices.Alarms { UnansweredTarget = 3 };
        Assert.Null(ChannelAlarms.Unanswered(3, alarms, Monday));
        var four = ChannelAlarms.Unanswered(4, alarms, Monday)!;
        var five = ChannelAlarms.Unanswered(5, alarms, Monday.AddHours(3))!;
        Assert.Equal((four.Subject, four.Period), (five.Subject, five.Period));
        Assert.NotEqual(four.Period, ChannelAlarms.Unanswered(4, alarms, Monday.AddDays(1))!.Period);
    }
}
