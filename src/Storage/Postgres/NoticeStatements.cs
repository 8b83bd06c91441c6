using Npgsql;
using SocialCrm.Journal;
using SocialCrm.Notices;
using SocialCrm.Outbox;

namespace SocialCrm.Storage.Postgres;

/// <summary>What a group tells people, and what it sends out of the house.</summary>
internal static class NoticeStatements
{
    private const string Notices =
        """
        insert into notices (id, recipient, level, urgent, about, conversation, customer, at)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing
        """;

    private const string Outgoing =
        $"""
        insert into outbox ({OutboxStore.Columns})
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict (id) do nothing
        """;

    public static NpgsqlBatchCommand Of(NoticeRow[] notices) => new(Notices)
    {
        Parameters =
        {
            Arrays.Ids(Array.ConvertAll(notices, static n => n.Id.Value)),
            Arrays.Texts(Array.ConvertAll(notices, static n => (string?)n.Recipient)),
            Arrays.Small(Array.ConvertAll(notices, static n => (short)n.Level)),
            Arrays.Small(Array.ConvertAll(notices, static n => (short)(n.IsUrgent ? 1 : 0))),
            Arrays.Texts(Array.ConvertAll(notices, static n => (string?)n.About)),
            Arrays.Ids(Array.ConvertAll(notices, static n => n.Conversation?.Value)),
            Arrays.Ids(Array.ConvertAll(notices, static n => n.Customer?.Value)),
            Arrays.Numbers(Array.ConvertAll(notices, static n => Millis.Of(n.At))),
        },
    };

    public static NpgsqlBatchCommand Of(OutgoingRow[] rows) => new(Outgoing)
    {
        Parameters =
        {
            Arrays.Ids(Array.ConvertAll(rows, static r => r.Id)),
            Arrays.Small(Array.ConvertAll(rows, static r => (short)r.Kind)),
            Arrays.Texts(Array.ConvertAll(rows, static r => (string?)r.Target)),
            Arrays.Texts(Array.ConvertAll(rows, static r => (string?)r.Lane)),
            Arrays.Ids(Array.ConvertAll(rows, static r => r.Conversation?.Value)),
            Arrays.Ids(Array.ConvertAll(rows, static r => r.Customer?.Value)),
            Arrays.Ids(Array.ConvertAll(rows, static r => r.Batch)),
            Arrays.Texts(Array.ConvertAll(rows, static r => r.Payload)),
            Arrays.Numbers(Array.ConvertAll(rows, static r => Millis.Of(r.At))),
        },
    };
}
