using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Extensions;
using Xunit;

namespace SocialCrm.Calendars;

public sealed class BusinessCalendarTests
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(400);

    /// <summary>Monday to Friday 9 to 17 in Helsinki, closed on Finnish holidays.</summary>
    private static readonly BusinessCalendar Office = new(Week("Europe/Helsinki", ["09:00-17:00"]) with { Holidays = HolidayCalendar.Finland });

    [Theory]
    // A Friday afternoon runs on on Monday.
    [InlineData("2026-11-20T16:00:00+02:00", 120, "2026-11-23T10:00:00+02:00")]
    // Before opening counts from opening, on the minute of closing nothing is left of the day.
    [InlineData("2026-11-23T03:00:00+02:00", 480, "2026-11-23T17:00:00+02:00")]
    [InlineData("2026-11-23T17:00:00+02:00", 1, "2026-11-24T09:01:00+02:00")]
    // Independence Day 2027 is a Monday.
    [InlineData("2027-12-03T16:59:00+02:00", 2, "2027-12-07T09:01:00+02:00")]
    // Christmas 2026: the eve is a Thursday, the days to Sunday are closed.
    [InlineData("2026-12-23T16:30:00+02:00", 60, "2026-12-28T09:30:00+02:00")]
    // Clocks go forward on the Sunday between.
    [InlineData("2026-03-27T16:00:00+02:00", 120, "2026-03-30T10:00:00+03:00")]
    public void Add_ofBusinessMinutes_comesToTheTime(string from, int minutes, string expected)
    {
        var due = Office.Add(Time(from), TimeSpan.FromMinutes(minutes));

        Assert.Equal(Time(expected), due);
        Assert.Equal(TimeSpan.FromMinutes(minutes), Office.Between(Time(from), due!.Value));
    }

    [Fact]
    public void Hour_thatTheClockRepeats_countsTwice_andOneThatItSkips_never()
    {
        var nights = new BusinessCalendar(Week("Europe/Helsinki", ["03:00-04:00"], everyDay: true));

        Assert.Equal(TimeSpan.FromHours(2), nights.Between(Time("2026-10-25T00:00:00+03:00"), Time("2026-10-26T00:00:00+02:00")));
        Assert.Equal(TimeSpan.Zero, nights.Between(Time("2026-03-29T00:00:00+02:00"), Time("2026-03-30T00:00:00+03:00")));
    }

    [Fact]
    public void Opening_overMidnight_belongsToTheDayItBeganOn()
    {
        var bar = new BusinessCalendar(new CalendarDefinition
        {
            Week = new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>> { [IsoDayOfWeek.Friday] = [Opening.Parse("22:00-04:00")!.Value] },
        });

        Assert.True(bar.IsOpen(Time("2026-11-21T03:59:59+02:00")));
        Assert.False(bar.IsOpen(Time("2026-11-21T04:00:00+02:00")));
        Assert.Equal(Time("2026-11-21T04:00:00+02:00"), bar.NextClose(Time("2026-11-19T12:00:00+02:00")));
        Assert.Equal(Time("2026-11-27T22:00:00+02:00"), bar.NextOpen(Time("2026-11-21T04:00:00+02:00")));
    }

    [Fact]
    public void Days_ofTheirOwn_goBeforeWeekdayAndHoliday()
    {
        var shop = new BusinessCalendar(Week("Europe/Helsinki", ["09:00-17:00"]) with
        {
            Holidays = HolidayCalendar.Finland,
            Days = new Dictionary<LocalDate, IReadOnlyList<Opening>>
            {
                [new LocalDate(2026, 12, 24)] = [Opening.Parse("09:00-12:00")!.Value],
                [new LocalDate(2026, 11, 24)] = [],
            },
        });

        Assert.True(shop.IsOpen(Time("2026-12-24T11:00:00+02:00")));
        Assert.False(shop.IsOpen(Time("2026-11-24T11:00:00+02:00")));
    }

    [Fact]
    public void Always_open_measuresTheTimeItself() => Prop.ForAll(Moments(), Spans(), static (from, span) =>
        new BusinessCalendar(CalendarDefinition.Always) is var always && always.Between(from, from + span) == span && always.Add(from, span) == from + span).Check(Cases);

    [Fact]
    public void Adding_andMeasuring_agree() => Prop.ForAll(Calendars(), Moments(), Spans(), static (calendar, from, span) =>
    {
        return calendar.Add(from, span) is { } at
            ? at >= from && calendar.Between(from, at) == span
            : calendar.Between(from, from.AddDays(BusinessCalendar.MaxDaysAhead)) < span;
    }).Check(Cases);

    [Fact]
    public void Adding_inParts_comesToTheSame() => Prop.ForAll(Calendars(), Moments(), Spans(), static (calendar, from, span) =>
        calendar.Add(from, span + TimeSpan.FromMinutes(37)) is not { } due || calendar.Add(calendar.Add(from, span)!.Value, TimeSpan.FromMinutes(37)) == due).Check(Cases);

    [Fact]
    public void Measuring_inParts_addsUp() => Prop.ForAll(Calendars(), Moments(), Spans(), static (calendar, from, span) =>
    {
        var (middle, end) = (from + (span / 3), from + span);
        return calendar.Between(from, middle) + calendar.Between(middle, end) == calendar.Between(from, end) && calendar.Between(end, from) == TimeSpan.Zero;
    }).Check(Cases);

    /// <summary>Against the definition read aloud: go through three days minute by minute, and look at the local clock.</summary>
    [Fact]
    public void Measuring_isWhatTheLocalClockSays() => Prop.ForAll(Definitions(), Moments(), static (definition, moment) =>
    {
        var from = new DateTimeOffset(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var zone = DateTimeZoneProviders.Tzdb[definition.Zone];
        var open = Enumerable.Range(0, 3 * Opening.Day).Count(m => IsOpen(definition, from.AddMinutes(m).ToInstant().InZone(zone).LocalDateTime));
        return new BusinessCalendar(definition).Between(from, from.AddDays(3)) == TimeSpan.FromMinutes(open);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Faults_nameTheFieldAndTheRule()
    {
        var definition = new CalendarDefinition
        {
            Zone = "Europe/Helsingfors",
            Week = new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>
            {
                [IsoDayOfWeek.Monday] = [new Opening(540, 1_020), new Opening(900, 1_100)],
                [IsoDayOfWeek.Tuesday] = [new Opening(600, 600)],
            },
            Days = new Dictionary<LocalDate, IReadOnlyList<Opening>> { [new LocalDate(2026, 12, 24)] = [new Opening(-1, 60)] },
        };

        Assert.Equal(
            [
                new("zone", CalendarRule.UnknownZone), new("week.monday[1]", CalendarRule.Overlaps), new("week.tuesday[0]", CalendarRule.EmptyOpening),
                new CalendarFault("days.2026-12-24[0]", CalendarRule.EmptyOpening),
            ],
            definition.Faults());
        Assert.Equal(new CalendarFault("week", CalendarRule.NeverOpen), Assert.Single(new CalendarDefinition().Faults()));
        Assert.Throws<ArgumentException>(() => new BusinessCalendar(definition));
    }

    [Fact]
    public void Night_intoTheNextMorningsOpening_isAnOverlap() => Assert.Equal(
        new CalendarFault("week.monday", CalendarRule.Overlaps),
        Assert.Single(new CalendarDefinition
        {
            Week = new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>
            {
                [IsoDayOfWeek.Sunday] = [Opening.Parse("22:00-06:00")!.Value], [IsoDayOfWeek.Monday] = [Opening.Parse("05:00-12:00")!.Value],
            },
        }.Faults()));

    [Theory, InlineData("09:00-17:00"), InlineData("00:00-24:00"), InlineData("22:00-06:00")]
    public void Opening_writtenAndRead_isTheSame(string text) => Assert.Equal(text, Opening.Parse(text)?.ToString());

    [Theory, InlineData(""), InlineData("9-17"), InlineData("24:01-25:00"), InlineData("09:60-10:00"), InlineData("24:00-08:00"), InlineData("09:00")]
    public void Opening_ofAnythingElse_isNone(string text) => Assert.Null(Opening.Parse(text));

    private static bool IsOpen(CalendarDefinition definition, LocalDateTime local)
    {
        var minute = (local.Hour * 60) + local.Minute;
        return Of(local.Date).Any(o => o.From <= minute && minute < o.Until) || Of(local.Date.PlusDays(-1)).Any(o => minute + Opening.Day < o.Until);

        IReadOnlyList<Opening> Of(LocalDate date) => definition.Days.TryGetValue(date, out var own) ? own
            : definition.Holidays is not null && FinnishHolidays.Of(date.Year).Any(h => h.Date == date) ? []
            : definition.Week.GetValueOrDefault(date.DayOfWeek) ?? [];
    }

    private static CalendarDefinition Week(string zone, string[] hours, bool everyDay = false) => new()
    {
        Zone = zone,
        Week = Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None && (everyDay || d < IsoDayOfWeek.Saturday))
            .ToDictionary(d => d, _ => (IReadOnlyList<Opening>)[.. hours.Select(h => Opening.Parse(h)!.Value)]),
    };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Arbitrary<DateTimeOffset> Moments() =>
        Gen.Choose(0, 40 * 365 * 24 * 60).Select(m => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(m).AddMilliseconds(m % 60_000)).ToArbitrary();

    private static Arbitrary<TimeSpan> Spans() => Gen.Choose(0, 60 * 24 * 60).Select(s => TimeSpan.FromSeconds(s * 7)).ToArbitrary();

    private static Arbitrary<BusinessCalendar> Calendars() => Definitions().Generator.Select(d => new BusinessCalendar(d)).ToArbitrary();

    /// <summary>Any zone of the world, with half hours, skipped days and clocks that change at midnight; one to three openings on some days.</summary>
    private static Arbitrary<CalendarDefinition> Definitions()
    {
        var openings = Gen.Choose(1, 3).SelectMany(count => Gen.Choose(0, Opening.Day).ArrayOf(2 * count).Select(Openings));
        return Gen.Elements(DateTimeZoneProviders.Tzdb.Ids.ToArray())
            .SelectMany(zone => openings.ArrayOf(7).SelectMany(week => Gen.Choose(1, 127).SelectMany(days => Gen.Choose(0, 1).Select(finnish => new CalendarDefinition
            {
                Zone = zone,
                Holidays = finnish == 1 ? HolidayCalendar.Finland : null,
                Week = Enumerable.Range(0, 7).Where(d => (days >> d & 1) == 1).ToDictionary(d => (IsoDayOfWeek)(d + 1), d => week[d]),
            }))))
            .Where(d => d.Faults().Count == 0)
            .ToArbitrary();
    }

    /// <summary>Disjoint openings from sorted bounds; the last may go over midnight.</summary>
    private static IReadOnlyList<Opening> Openings(int[] bounds)
    {
        var sorted = bounds.Order().ToArray();
        return [.. sorted.Chunk(2).Select(b => new Opening(Math.Min(b[0], Opening.Day - 1), Math.Max(b[1], Math.Min(b[0], Opening.Day - 1) + 1))).DistinctBy(o => o.From)];
    }
}
