using NodaTime;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Api.ResponseTimes;

/// <summary>The query of a report: today in the asked zone where no period is named.</summary>
internal static class ReportReader
{
    private const string HomeZone = "Europe/Helsinki";

    /// <summary>Longest period of one report.</summary>
    private static readonly TimeSpan MaxPeriod = TimeSpan.FromDays(731);

    public static readonly IReadOnlyList<(string Word, ClockKind Value)> Kinds =
        [("first-response", ClockKind.FirstResponse), ("next-response", ClockKind.NextResponse), ("resolution", ClockKind.Resolution)];

    public static readonly IReadOnlyList<(string Word, ResponseGrouping Value)> Groupings =
    [
        ("queue", ResponseGrouping.Queue), ("channel", ResponseGrouping.Channel), ("agent", ResponseGrouping.Agent),
        ("language", ResponseGrouping.Language), ("day", ResponseGrouping.Day),
    ];

    public static ResponseReport Read(QueryReader query, DateTimeOffset now)
    {
        var zone = query.Text("zone") ?? HomeZone;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            query.Errors.Add("zone", Rule.OneOf, "Europe/Helsinki, UTC, ... (IANA)");
            zone = HomeZone;
        }

        var today = StartOfDay(now, zone);
        var to = query.Time("to") ?? now;
        var from = query.Time("from") ?? (to > today ? today : to.AddDays(-1));
        if (from >= to || to - from > MaxPeriod) query.Errors.Add("from", Rule.Range, $"to - {MaxPeriod.TotalDays} d ... to");
        return new ResponseReport
        {
            From = from,
            To = to,
            Zone = zone,
            Kind = query.OneOf("kind", Kinds) ?? ClockKind.FirstResponse,
            By = query.OneOf("by", Groupings),
            Queue = query.Text("queue"),
            Channel = query.Text("channel"),
            Agent = query.Text("agent"),
        };
    }

    private static DateTimeOffset StartOfDay(DateTimeOffset now, string zone)
    {
        var local = DateTimeZoneProviders.Tzdb[zone];
        return local.AtStartOfDay(Instant.FromDateTimeOffset(now).InZone(local).Date).ToInstant().ToDateTimeOffset();
    }
}
