using Npgsql;
using SocialCrm.Abuse;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

/// <summary>
/// The customers' rows and the journal's, in one statement: a journal row takes its customer's new version, less the rows that follow it, out of an array
/// in the order of the customers. (A join would be planned without knowing the sizes, and a nested loop over 2,000 by 2,000 rows costs seconds.)
/// </summary>
internal static class JournalStatement
{
    private const string Sql =
        $"""
        with counted as (
          insert into customers as c (id, version, name, name_at, first_seen_at, last_seen_at, standing, standing_until, standing_at)
          select * from unnest($1, $2, $3, $4, $5, $6, $21, $22, $23)
          on conflict (id) do update set
            version = c.version + excluded.version,
            name = case when excluded.name_at > coalesce(c.name_at, -9223372036854775808)
              or (excluded.name_at = c.name_at and excluded.name collate "C" > c.name collate "C") then excluded.name else c.name end,
            name_at = greatest(c.name_at, excluded.name_at),
            first_seen_at = least(c.first_seen_at, excluded.first_seen_at),
            last_seen_at = greatest(c.last_seen_at, excluded.last_seen_at),
            standing = case when excluded.standing_at >= coalesce(c.standing_at, 0) then excluded.standing else c.standing end,
            standing_until = case when excluded.standing_at >= coalesce(c.standing_at, 0) then excluded.standing_until else c.standing_until end,
            standing_at = greatest(c.standing_at, excluded.standing_at)
          returning id, {Rows.CustomerColumns}),
        versions as (select array_agg(version order by id) as v from counted),
        written as (
          insert into journal (stream, version, customer, customer_version, source, kind, occurred_at, recorded_at, external_id, actor, request, events, personal)
          select r.stream, r.version, r.customer, (select v from versions)[r.place] - r.following, r.source, r.kind, r.occurred_at, $20,
            r.external_id, r.actor, r.request, r.events, r.personal
          from unnest($7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            as r(stream, version, customer, place, following, source, kind, occurred_at, external_id, actor, request, events, personal))
        select {Rows.CustomerColumns} from counted
        """;

    public static NpgsqlBatchCommand Of(GroupWork work, long recordedAt)
    {
        var (customers, rows) = (work.Customers, work.Rows);
        return new NpgsqlBatchCommand(Sql)
        {
            Parameters =
            {
                Arrays.Ids(Array.ConvertAll(customers, static c => c.Id)),
                Arrays.Numbers(Array.ConvertAll(customers, static c => (long)c.Rows)),
                Arrays.Texts(Array.ConvertAll(customers, static c => c.Name)),
                Arrays.Numbers(Array.ConvertAll(customers, static c => c.NameAt)),
                Arrays.Numbers(Array.ConvertAll(customers, static c => c.FirstSeenAt)),
                Arrays.Numbers(Array.ConvertAll(customers, static c => c.LastSeenAt)),
                Arrays.Ids(Array.ConvertAll(rows, static r => r.Stream)),
                Arrays.Numbers(Array.ConvertAll(rows, static r => r.Version)),
                Arrays.Ids(Array.ConvertAll(rows, static r => r.Customer?.Id)),
                Arrays.Integers(Array.ConvertAll(rows, static r => r.Customer is { } customer ? customer.Index + 1 : 0)),
                Arrays.Integers(Array.ConvertAll(rows, static r => r.Following)),
                Arrays.Ids(Array.ConvertAll(rows, static r => r.Entry.Source?.Value)),
                Arrays.Small(Array.ConvertAll(rows, static r => (short)r.Entry.Kind)),
                Arrays.Numbers(Array.ConvertAll(rows, static r => Millis.Of(r.Entry.OccurredAt))),
                Arrays.Texts(Array.ConvertAll(rows, static r => r.Entry.ExternalId)),
                Arrays.Texts(Array.ConvertAll(rows, static r => r.Entry.Actor)),
                Arrays.Ids(Array.ConvertAll(rows, static r => r.Entry.Request)),
                Arrays.Texts(Array.ConvertAll(rows, static r => (string?)r.Entry.Events)),
                Arrays.Texts(Array.ConvertAll(rows, static r => r.Entry.Personal)),
                new NpgsqlParameter<long> { TypedValue = recordedAt },
                Arrays.Small(Array.ConvertAll(customers, static c => (short)(c.Standing?.Level ?? AbuseLevel.None))),
                Arrays.Numbers(Array.ConvertAll(customers, static c => Millis.Of(c.Standing?.Until))),
                Arrays.Numbers(Array.ConvertAll(customers, static c => Millis.Of(c.Standing?.At))),
            },
        };
    }
}
