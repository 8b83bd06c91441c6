using Npgsql;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Postgres;

/// <summary>The answers that wait for sources: those for the source itself, and those for what this source links.</summary>
internal static class PostgresWaiting
{
    private const string Sql =
        """
        select s.source, w.source, w.awaits, w.occurred_at, a.external_id, a.events, a.personal
        from unnest($1) as s(source)
        cross join lateral (
          select * from waiting_answers where awaits = s.source or awaits_link = s.source order by occurred_at, source limit $2) as w
        join journal a on a.stream = w.source and a.version = 1
        order by w.occurred_at, w.source
        """;

    public static async Task<IReadOnlyDictionary<SourceId, IReadOnlyList<WaitingAnswer>>> FindAsync(NpgsqlConnection connection, SourceId[] sources)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Command(sources) } };
        await using var reader = await batch.ExecuteReaderAsync();
        return await ReadAsync(reader);
    }

    public static NpgsqlBatchCommand Command(SourceId[] sources) => new(Sql)
    {
        Parameters =
        {
            Arrays.Ids(Array.ConvertAll(sources, static s => s.Value)),
            new NpgsqlParameter<int> { TypedValue = WaitingAnswer.MaxPerSource },
        },
    };

    public static async Task<IReadOnlyDictionary<SourceId, IReadOnlyList<WaitingAnswer>>> ReadAsync(NpgsqlDataReader reader)
    {
        var row = new PostgresRow(reader);
        var found = new Dictionary<SourceId, IReadOnlyList<WaitingAnswer>>();
        while (await reader.ReadAsync())
        {
            var asked = SourceId.From(row.Id(0));
            if (!found.TryGetValue(asked, out var answers)) found[asked] = answers = new List<WaitingAnswer>();
            ((List<WaitingAnswer>)answers).Add(Rows.Waiting(row, 1));
        }

        return found;
    }
}
