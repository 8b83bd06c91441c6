using Npgsql;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

internal static class WaitingStatements
{
    private const string Insert =
        "insert into waiting_answers (source, awaits, awaits_link, channel, occurred_at) select * from unnest($1, $2, $3, $4, $5)";

    private const string Delete = "delete from waiting_answers where source = any($1)";

    public static IEnumerable<NpgsqlBatchCommand> Of(GroupWork work)
    {
        var rows = work.Unlinked;
        if (rows.Length > 0)
        {
            yield return new NpgsqlBatchCommand(Insert)
            {
                Parameters =
                {
                    Arrays.Ids(Array.ConvertAll(rows, static r => r.Source)),
                    Arrays.Ids(Array.ConvertAll(rows, static r => r.Awaits)),
                    Arrays.Ids(Array.ConvertAll(rows, static r => r.AwaitsLink)),
                    Arrays.Texts(Array.ConvertAll(rows, static r => (string?)r.Channel)),
                    Arrays.Numbers(Array.ConvertAll(rows, static r => r.OccurredAt)),
                },
            };
        }

        if (work.Linked.Length > 0) yield return new NpgsqlBatchCommand(Delete) { Parameters = { Arrays.Ids(work.Linked) } };
    }
}
