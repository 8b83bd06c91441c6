using System.Globalization;
using SocialCrm.Conversations;
using SocialCrm.Stats;

namespace SocialCrm.Journal.Reading;

/// <summary>
/// All figures by one statement, hence of one moment. An unlinked answer counts among the waiting ones until it is linked, from then on in its
/// customer's channel: never twice.
/// </summary>
internal static class StatsQuery
{
    private const string Sql =
        """
        select 'customers', '', count(*) from customers
        union all select 'unlinked', '', count(*) from waiting_answers
        union all select 'waiting', '', count(*) from conversations where waiting_since is not null
        union all select 'breached', '', count(*) from conversations where breached = 1
        union all select 'status', cast(status as text), count(*) from conversations group by status
        union all select 'channel', channel, cast(sum(n) as bigint) from (
          select channel, inbound + outbound + internal as n from customer_channels
          union all select channel, 1 as n from waiting_answers) as used group by channel
        """;

    public static async Task<StatsView> RunAsync(ISql sql, CancellationToken cancellation)
    {
        var rows = await sql.QueryAsync(Sql, static row => (Figure: row.Text(0), Key: row.Text(1), Count: row.Number(2)), [], cancellation);
        var byStatus = Enum.GetValues<Status>().ToDictionary(Name, static _ => 0L, StringComparer.Ordinal);
        foreach (var row in rows.Where(static r => r.Figure == "status")) byStatus[Name((Status)int.Parse(row.Key, CultureInfo.InvariantCulture))] = row.Count;
        var byChannel = rows.Where(static r => r.Figure == "channel" && r.Count > 0).OrderBy(static r => r.Key, StringComparer.Ordinal)
            .ToDictionary(static r => r.Key, static r => r.Count, StringComparer.Ordinal);
        return new StatsView
        {
            Customers = Single("customers"),
            Conversations = byStatus.Values.Sum(),
            Interactions = byChannel.Values.Sum(),
            Unlinked = Single("unlinked"),
            ByChannel = byChannel,
            ByStatus = byStatus,
            Waiting = Single("waiting"),
            Breached = Single("breached"),
        };

        long Single(string figure) => rows.First(r => r.Figure == figure).Count;
    }

    private static string Name(Status status) => status.ToString().ToLowerInvariant();
}
