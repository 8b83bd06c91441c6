using NodaTime;
using SocialCrm.Calendars;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Escalation;

namespace SocialCrm.ResponseTimes;

/// <summary>Configurations to judge by.</summary>
internal static class Promises
{
    /// <summary>An answer within minutes, around the clock; warned at half and at four fifths.</summary>
    public static Configuration.Configuration Within(int minutes, int? nextMinutes = null, int? resolutionMinutes = null, string? ladder = null, int version = 1) => new()
    {
        Version = version,
        ResponseTimes = new ResponsePolicies(
        [
            new ResponsePolicy
            {
                Id = "all",
                FirstResponse = Target.Of(TimeSpan.FromMinutes(minutes)),
                NextResponse = Target.Of(TimeSpan.FromMinutes(nextMinutes ?? minutes)),
                Resolution = resolutionMinutes is { } r ? Target.Of(TimeSpan.FromMinutes(r)) : Target.None,
                Ladder = ladder,
            },
        ]),
        Escalation = new Ladders(new Dictionary<string, Ladder>(StringComparer.Ordinal)
        {
            ["steps"] = new Ladder("steps",
            [
                new LadderStep { AtPercent = 50, Notify = ["assignee"] },
                new LadderStep { Notify = ["role:supervisor"], RaisePriority = true },
                new LadderStep { After = TimeSpan.FromMinutes(3), MoveTo = "night", CallOut = "duty" },
            ]),
        }),
    };

    /// <summary>Weekdays from nine to five in Helsinki, two hours for an answer.</summary>
    public static Configuration.Configuration InOfficeHours() => Within(120) with
    {
        Calendars = new CalendarSet
        {
            Named = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal)
            {
                ["office"] = new(new CalendarDefinition
                {
                    Week = Enumerable.Range(1, 5).ToDictionary(static d => (IsoDayOfWeek)d, static _ => (IReadOnlyList<Opening>)[new Opening(540, 1_020)]),
                }),
            },
        },
        ResponseTimes = new ResponsePolicies([new ResponsePolicy { Id = "all", Calendar = "office", FirstResponse = Target.Of(TimeSpan.FromHours(2)) }]),
    };

    public static DecisionContext At(this Configuration.Configuration configuration, int minute) =>
        new() { Now = Traffic.Start.AddMinutes(minute), Configurations = new FixedConfiguration(configuration) };
}
