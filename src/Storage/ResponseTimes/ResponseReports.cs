using System.Globalization;
using NodaTime;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;
using SocialCrm.Stats;

namespace SocialCrm.ResponseTimes;

internal sealed class ResponseReports(ISql sql) : IResponseReports
{
    public async Task<ResponseFiguresView> ReportAsync(ResponseReport report, CancellationToken cancellation)
    {
        var waits = await WaitsAsync(report, cancellation);
        if (waits.Count > ResponseReport.MaxWaits) throw new ReportTooLargeException();
        var groups = waits.GroupBy(static w => w.Key, StringComparer.Ordinal).Select(static g => GroupOf(g.Key, [.. g]));
        return new ResponseFiguresView
        {
            From = report.From,
            To = report.To,
            Kind = DeadlineList.NameOf(report.Kind),
            Total = GroupOf("", waits),
            Groups = report.By switch
            {
                null => [],
                ResponseGrouping.Day => [.. groups.OrderBy(static g => g.Key, StringComparer.Ordinal)],
                _ => [.. groups.OrderByDescending(static g => g.Waits).ThenBy(static g => g.Key, StringComparer.Ordinal)],
            },
            Resolutions = await ResolutionsAsync(report, cancellation),
            OldestWaitingSince = (await sql.QueryAsync("select min(waiting_since) from conversations where waiting_since is not null", static row => row.TimeOrNull(0), [], cancellation))[0],
        };
    }

    private async Task<List<Wait>> WaitsAsync(ResponseReport report, CancellationToken cancellation)
    {
        var zone = DateTimeZoneProviders.Tzdb[report.Zone];
        Func<IRow, string> key = report.By switch
        {
            ResponseGrouping.Queue => static row => row.Text(5),
            ResponseGrouping.Channel => static row => row.Text(6),
            ResponseGrouping.Agent => static row => row.TextOrNull(7) ?? "",
            ResponseGrouping.Language => static row => row.TextOrNull(8) ?? "und",
            ResponseGrouping.Day => row => Instant.FromUnixTimeMilliseconds(row.Number(0)).InZone(zone).Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
            _ => static _ => "",
        };
        List<SqlValue> values = [(long)report.Kind, Millis.Of(report.From), Millis.Of(report.To), ResponseReport.MaxWaits + 1];
        var where = "kind = $1 and since >= $2 and since < $3";
        Filter("queue", report.Queue);
        Filter("channel", report.Channel);
        Filter("agent", report.Agent);
        return await sql.QueryAsync(
            $"select since, answered_at, business_ms, late_ms, breached, queue, channel, agent, language from responses where {where} limit $4",
            row => new Wait(key(row), row.Number(0), row.NumberOrNull(1), row.NumberOrNull(2), row.NumberOrNull(3), row.Number(4) == 1), [.. values], cancellation);

        void Filter(string column, string? value)
        {
            if (value is null) return;
            values.Add(value);
            where += $" and {column} = ${values.Count.ToString(CultureInfo.InvariantCulture)}";
        }
    }

    private async Task<ResolutionFigures> ResolutionsAsync(ResponseReport report, CancellationToken cancellation)
    {
        var (resolved, first, reopened) = (await sql.QueryAsync(
            """
            select count(*), coalesce(sum(case when answers <= 1 and reopened_at is null then 1 else 0 end), 0), coalesce(sum(case when reopened_at is null then 0 else 1 end), 0)
            from resolutions where resolved_at >= $1 and resolved_at < $2
              and ($3 is null or queue = $3) and ($4 is null or channel = $4) and ($5 is null or agent = $5)
            """,
            static row => (row.Number(0), row.Number(1), row.Number(2)),
            [Millis.Of(report.From), Millis.Of(report.To), report.Queue, report.Channel, report.Agent], cancellation))[0];
        return new ResolutionFigures { Resolved = resolved, FirstContactShare = Share(first, resolved), ReopenedShare = Share(reopened, resolved) };
    }

    private static ResponseGroup GroupOf(string key, IReadOnlyList<Wait> waits)
    {
        var answered = waits.Where(static w => w.AnsweredAt is not null).ToArray();
        long breached = waits.Count(static w => w.Breached);
        long judged = waits.Count(static w => w.Breached || w.LateMs is not null);
        return new ResponseGroup
        {
            Key = key,
            Waits = waits.Count,
            Answered = answered.Length,
            AnsweredShare = Share(answered.Length, waits.Count),
            Judged = judged,
            WithinTargetShare = Share(judged - breached, judged),
            Breached = breached,
            Seconds = SpreadOf([.. answered.Select(static w => w.AnsweredAt!.Value - w.Since)]),
            BusinessSeconds = SpreadOf([.. answered.Where(static w => w.BusinessMs is not null).Select(static w => w.BusinessMs!.Value)]),
        };
    }

    private static ResponseSpread? SpreadOf(long[] ms)
    {
        if (ms.Length == 0) return null;
        Array.Sort(ms);
        return new ResponseSpread { Median = At(50), P75 = At(75), P90 = At(90), P95 = At(95), Max = ms[^1] / 1000.0 };

        double At(int percent) => ms[Math.Max(0, (int)Math.Ceiling(ms.Length * percent / 100.0) - 1)] / 1000.0;
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private readonly record struct Wait(string Key, long Since, long? AnsweredAt, long? BusinessMs, long? LateMs, bool Breached);
}
