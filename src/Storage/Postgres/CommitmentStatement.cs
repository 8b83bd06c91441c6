using Npgsql;
using SocialCrm.Commitments;
using SocialCrm.Journal;

namespace SocialCrm.Storage.Postgres;

/// <summary>Promises that a group makes, or says something of.</summary>
internal static class CommitmentStatement
{
    private const string Sql =
        $"insert into commitments ({CommitmentStore.Columns}) select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) {CommitmentStore.Update}";

    public static NpgsqlBatchCommand Of(CommitmentRow[] rows) => new(Sql)
    {
        Parameters =
        {
            Arrays.Ids(Array.ConvertAll(rows, static r => r.Conversation.Value)),
            Arrays.Integers(Array.ConvertAll(rows, static r => r.Number)),
            Arrays.Ids(Array.ConvertAll(rows, static r => r.Customer.Value)),
            Arrays.Texts(Array.ConvertAll(rows, static r => (string?)r.Owner)),
            Arrays.Numbers(Array.ConvertAll(rows, static r => Millis.Of(r.DueAt))),
            Arrays.Small(Array.ConvertAll(rows, static r => (short)r.State)),
            Arrays.Texts(Array.ConvertAll(rows, static r => r.Text)),
            Arrays.Texts(Array.ConvertAll(rows, static r => (string?)r.MadeBy)),
            Arrays.Numbers(Array.ConvertAll(rows, static r => Millis.Of(r.MadeAt))),
            Arrays.Numbers(Array.ConvertAll(rows, static r => Millis.Of(r.LateAt))),
            Arrays.Numbers(Array.ConvertAll(rows, static r => Millis.Of(r.EndedAt))),
        },
    };
}
