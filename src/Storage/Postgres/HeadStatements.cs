using Npgsql;
using SocialCrm.Conversations;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

/// <summary>New heads are inserted and known ones updated, each guarded by the version that the decision saw.</summary>
internal static class HeadStatements
{
    private const string Insert =
        """
        insert into conversations (id, version, status, priority, queue, assignee, waiting_since, next_due_at, last_at, opened_at, state,
          held, breached, silenced, customer, channel, account, thread, ordinal)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        """;

    private const string Update =
        """
        update conversations as c set version = h.version, status = h.status, priority = h.priority, queue = h.queue, assignee = h.assignee,
          waiting_since = h.waiting_since, next_due_at = h.next_due_at, last_at = h.last_at, opened_at = h.opened_at, state = h.state,
          held = h.held, breached = h.breached, silenced = h.silenced
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
          as h(id, version, status, priority, queue, assignee, waiting_since, next_due_at, last_at, opened_at, state, held, breached, silenced, expected)
        where c.id = h.id and c.version = h.expected
        """;

    /// <summary>The statements, each with the number of rows that it must touch.</summary>
    public static List<(NpgsqlBatchCommand Command, int Rows)> Of(GroupWork work)
    {
        List<Pending> inserted = [];
        List<Pending> updated = [];
        List<long> expected = [];
        foreach (var pending in work.Appends)
        {
            if (pending.Append.Head is null) continue;
            if (pending.Append.ExpectedVersion == 0)
            {
                inserted.Add(pending);
            }
            else
            {
                updated.Add(pending);
                expected.Add(pending.Append.ExpectedVersion);
            }
        }

        List<(NpgsqlBatchCommand, int)> statements = [];
        if (inserted.Count > 0) statements.Add((Inserting([.. inserted]), inserted.Count));
        if (updated.Count > 0) statements.Add((Updating([.. updated], [.. expected]), updated.Count));
        return statements;
    }

    private static NpgsqlBatchCommand Inserting(Pending[] appends)
    {
        var heads = HeadsOf(appends);
        var command = WithState(Insert, appends, heads);
        command.Parameters.Add(Arrays.Ids(Array.ConvertAll(heads, static h => h.Customer.Value)));
        command.Parameters.Add(Arrays.Texts(Array.ConvertAll(heads, static h => (string?)h.Channel)));
        command.Parameters.Add(Arrays.Texts(Array.ConvertAll(heads, static h => (string?)h.Account)));
        command.Parameters.Add(Arrays.Texts(Array.ConvertAll(heads, static h => (string?)h.Thread)));
        command.Parameters.Add(Arrays.Integers(Array.ConvertAll(heads, static h => h.Ordinal)));
        return command;
    }

    private static NpgsqlBatchCommand Updating(Pending[] appends, long[] expected)
    {
        var command = WithState(Update, appends, HeadsOf(appends));
        command.Parameters.Add(Arrays.Numbers(expected));
        return command;
    }

    private static ConversationState[] HeadsOf(Pending[] appends) => Array.ConvertAll(appends, static p => p.Append.Head!);

    private static NpgsqlBatchCommand WithState(string sql, Pending[] appends, ConversationState[] heads) => new(sql)
    {
        Parameters =
        {
            Arrays.Ids(Array.ConvertAll(heads, static h => h.Id.Value)),
            Arrays.Numbers(Array.ConvertAll(heads, static h => h.Version)),
            Arrays.Small(Array.ConvertAll(heads, static h => (short)h.Status)),
            Arrays.Small(Array.ConvertAll(heads, static h => (short)h.Priority)),
            Arrays.Texts(Array.ConvertAll(heads, static h => (string?)h.Queue)),
            Arrays.Texts(Array.ConvertAll(heads, static h => h.Assignee)),
            Arrays.Numbers(Array.ConvertAll(heads, Heads.WaitingSince)),
            Arrays.Numbers(Array.ConvertAll(heads, static h => Millis.Of(h.NextDueAt))),
            Arrays.Numbers(Array.ConvertAll(heads, Heads.LastAt)),
            Arrays.Numbers(Array.ConvertAll(heads, Heads.OpenedAt)),
            Arrays.Texts(Array.ConvertAll(appends, static p => p.HeadState)),
            Arrays.Small(Array.ConvertAll(heads, static h => (short)Heads.Held(h))),
            Arrays.Small(Array.ConvertAll(heads, static h => (short)Heads.Breached(h))),
            Arrays.Small(Array.ConvertAll(heads, static h => (short)Heads.Silenced(h))),
        },
    };
}
