using System.Globalization;
using NodaTime;
using SocialCrm.Calendars;
using SocialCrm.Escalation;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Day;

/// <summary>One customer's matter: asked at a minute and a quarter, answered at a minute and three quarters, or never.</summary>
public sealed record Matter(int Number, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt)
{
    /// <summary>Who has it from the beginning.</summary>
    public string Agent => string.Create(CultureInfo.InvariantCulture, $"agent{Number % DayPlan.Agents}");
}

/// <summary>
/// The day before Ascension Day in Helsinki, from seven to five: who asks and is answered when, what the company promises, and who must have heard of what at its
/// end. Of the last, nothing is asked of the product: the office is open from eight to four, and that is all.
/// </summary>
public static class DayPlan
{
    public const int Agents = 20;
    public static readonly string[] Supervisors = ["otto", "sirpa"];

    /// <summary>On call before noon, and after it.</summary>
    public static readonly (string Early, string Late) OnCall = ("kaisa", "ville");

    /// <summary>07:00 in Helsinki.</summary>
    public static readonly DateTimeOffset Start = new(2026, 5, 13, 4, 0, 0, TimeSpan.Zero);

    /// <summary>Half minutes until 17:00.</summary>
    public const int Steps = 1_200;

    /// <summary>How far the clock runs on by itself, as often.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private static readonly DateTimeOffset Opens = Start.AddHours(1);
    private static readonly DateTimeOffset Noon = Start.AddHours(5);
    private static readonly DateTimeOffset Closes = Start.AddHours(9);

    public static DateTimeOffset TimeOf(int step) => Start.AddSeconds(30 * step);

    /// <summary>The same for every run of so many.</summary>
    public static IReadOnlyList<Matter> Matters(int count)
    {
        var random = new Random(count);
        var matters = new Matter[count];
        for (var i = 0; i < count; i++)
        {
            var asked = Start.AddMinutes(random.Next(0, 550)).AddSeconds(15);
            matters[i] = new Matter(i, asked, random.Next(4) == 0 ? null : asked.AddMinutes(random.Next(0, 200)).AddSeconds(30));
        }

        return matters;
    }

    /// <summary>An hour of office time; four fifths of it tell the agent, its end the supervisors, and another hour whoever is on call then.</summary>
    public static Configuration.Configuration Promises { get; } = new()
    {
        Version = 1,
        Calendars = new CalendarSet
        {
            Named = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal)
            {
                ["office"] = Calendar(480, 960),
                ["early"] = Calendar(300, 720),
                ["late"] = Calendar(720, 1_320),
            },
        },
        ResponseTimes = new ResponsePolicies(
            [new ResponsePolicy { Id = "hour", Calendar = "office", FirstResponse = Target.Of(TimeSpan.FromHours(1)), NextResponse = Target.Of(TimeSpan.FromHours(1)), WarnAt = [], Ladder = "steps" }]),
        Escalation = new Ladders(new Dictionary<string, Ladder>(StringComparer.Ordinal)
        {
            ["steps"] = new Ladder("steps",
            [
                new LadderStep { AtPercent = 80, Notify = ["assignee"] },
                new LadderStep { Notify = ["role:supervisor"], RaisePriority = true },
                new LadderStep { After = TimeSpan.FromHours(1), Notify = ["on-call"] },
            ]),
        }),
        Notices = new NoticePlan
        {
            OnCall = [new OnCallDuty("early", new Audience([OnCall.Early], [])), new OnCallDuty("late", new Audience([OnCall.Late], []))],
        },
    };

    /// <summary>One line a notice: who, about what, of which matter. Sorted.</summary>
    public static List<string> Expected(IReadOnlyList<Matter> matters)
    {
        List<string> lines = [];
        foreach (var matter in matters)
        {
            lines.Add(Line(matter.Agent, "assigned:otto", matter.Number));
            var from = matter.AskedAt < Opens ? Opens : matter.AskedAt;
            if (IsReached(matter, from.AddMinutes(48))) lines.Add(Line(matter.Agent, "warning:first-response:80", matter.Number));
            if (!IsReached(matter, from.AddMinutes(60))) continue;
            foreach (var supervisor in Supervisors) lines.Add(Line(supervisor, "breach:first-response", matter.Number));
            var called = from.AddMinutes(120);
            if (IsReached(matter, called)) lines.Add(Line(called < Noon ? OnCall.Early : OnCall.Late, "breach:first-response", matter.Number));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    public static string Line(string who, string about, int matter) => string.Create(CultureInfo.InvariantCulture, $"{who} {about} {matter}");

    private static bool IsReached(Matter matter, DateTimeOffset mark) => mark <= Closes && !(matter.AnsweredAt < mark);

    private static BusinessCalendar Calendar(int from, int until) => new(new CalendarDefinition
    {
        Week = Enumerable.Range(1, 5).ToDictionary(static d => (IsoDayOfWeek)d, _ => (IReadOnlyList<Opening>)[new Opening(from, until)]),
        Holidays = HolidayCalendar.Finland,
    });
}
