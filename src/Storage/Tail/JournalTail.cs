using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Tail;

/// <param name="sql">The store.</param>
/// <param name="transactions">Whether rows carry the transaction that wrote them (PostgreSQL): several can be under way at once.</param>
internal sealed class JournalTail(ISql sql, bool transactions) : ITail
{
    private const string Columns = "j.seq, j.stream, j.customer, j.kind, j.occurred_at, j.external_id, j.events, c.channel, c.account, c.queue, j.actor";

    private readonly string read = transactions
        ? $"""
          select (j.xact::text)::bigint, {Columns} from journal j join conversations c on c.id = j.stream
          where (j.xact, j.seq) > ($1::text::xid8, $2) and j.xact < pg_snapshot_xmin(pg_current_snapshot()) order by j.xact, j.seq limit $3
          """
        : $"select 0, {Columns} from journal j join conversations c on c.id = j.stream where $1 = 0 and j.seq > $2 order by j.seq limit $3";

    public async Task<IReadOnlyList<TailRow>> ReadAsync(TailPosition after, int limit, CancellationToken cancellation) => await sql.QueryAsync(
        read,
        static row => new TailRow
        {
            Position = new TailPosition(row.Number(0), row.Number(1)),
            Stream = row.Id(2),
            Customer = CustomerId.From(row.Id(3)),
            Message = EntryKinds.MessageOf((EntryKind)row.Number(4), row.Time(5), row.TextOrNull(6)),
            At = row.Time(5),
            Events = row.Text(7),
            Channel = row.Text(8),
            Account = row.Text(9),
            Queue = row.Text(10),
            Actor = row.TextOrNull(11),
        },
        [after.Transaction, after.Sequence, limit], cancellation);

    public async Task<TailPosition> PositionAsync(string follower, CancellationToken cancellation)
    {
        var found = await sql.QueryAsync("select xact, seq from tails where name = $1", static row => new TailPosition(row.Number(0), row.Number(1)), [follower], cancellation);
        if (found.Count > 0) return found[0];
        await sql.ExecuteAsync("insert into tails (name, xact, seq) values ($1, 0, 0) on conflict (name) do nothing", [follower], cancellation);
        return default;
    }

    public Task<bool> MoveAsync(string follower, TailPosition from, TailPosition to, IReadOnlyList<SqlStatement> work, CancellationToken cancellation) => sql.TransactAsync(
        new("update tails set xact = $4, seq = $5 where name = $1 and xact = $2 and seq = $3", follower, from.Transaction, from.Sequence, to.Transaction, to.Sequence),
        work, cancellation);
}
