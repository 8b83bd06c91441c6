using SocialCrm.Calendars;

namespace SocialCrm.Routing;

/// <summary>When agents work, by the calendars of their shifts.</summary>
public static class Shifts
{
    public static bool IsOnShift(AgentPlan agent, CalendarSet calendars, DateTimeOffset now) =>
        agent.Shifts.Count == 0 || agent.Shifts.Any(shift => calendars.Of(shift).IsOpen(now));

    /// <summary>
    /// Whether what an agent got at a time is theirs no more: they aren't on shift, and the shift in which they got it, or the next after it, has ended.
    /// What somebody takes in their free time stays theirs until then.
    /// </summary>
    /// <param name="since">Null where it isn't known: long ago.</param>
    public static bool HasEnded(AgentPlan agent, CalendarSet calendars, DateTimeOffset? since, DateTimeOffset now) =>
        !IsOnShift(agent, calendars, now) && (since is not { } got || agent.Shifts.Any(shift => calendars.Of(shift).NextClose(got) <= now));
}
