using NodaTime;
using NodaTime.Extensions;

namespace SocialCrm.Notices;

/// <summary>Hours of each day in which mails and webhooks wait, by the local clock; over midnight where they end before they begin.</summary>
public sealed record QuietHours(LocalTime From, LocalTime Until, DateTimeZone Zone)
{
    /// <summary>When they end, where this moment is in them; else null.</summary>
    public DateTimeOffset? EndAfter(DateTimeOffset at)
    {
        var local = at.ToInstant().InZone(Zone).LocalDateTime;
        var time = local.TimeOfDay;
        var isOvernight = From > Until;
        var isQuiet = isOvernight ? time >= From || time < Until : time >= From && time < Until;
        if (!isQuiet) return null;
        var day = isOvernight && time >= From ? local.Date.PlusDays(1) : local.Date;
        // A time that a clock change skips or repeats ends them at its first moment.
        return Zone.ResolveLocal(day + Until, NodaTime.TimeZones.Resolvers.CreateMappingResolver(
            NodaTime.TimeZones.Resolvers.ReturnEarlier, NodaTime.TimeZones.Resolvers.ReturnForwardShifted)).ToDateTimeOffset();
    }
}
