using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;
using SocialCrm.Outbox;

namespace SocialCrm.Notices;

internal sealed class NoticeStore(ISql sql) : INoticeStore
{
    private const char NoticesCursor = 'n';
    private const string Columns = "id, recipient, level, about, conversation, customer, at, read_at";

    public const string Insert =
        "insert into notices (id, recipient, level, urgent, about, conversation, customer, at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing";

    public async Task<Page<NoticeView>> ListAsync(string recipient, bool unread, string? cursor, int limit, CancellationToken cancellation)
    {
        Queries.Check(limit);
        var from = Cursor.Parse(NoticesCursor, cursor);
        var rows = await sql.QueryAsync(
            $"select {Columns}, seq from notices where recipient = $1 and seq < $2{(unread ? " and read_at is null" : "")} order by seq desc limit $3",
            static row => (View(row), Cursor: new Cursor(NoticesCursor, row.Number(8), 0, default)), [recipient, from?.A ?? long.MaxValue, limit + 1L], cancellation);
        return Queries.PageOf(rows, limit);
    }

    public async Task<long> UnreadAsync(string recipient, CancellationToken cancellation) => (await sql.QueryAsync(
        "select count(*) from notices where recipient = $1 and read_at is null", static row => row.Number(0), [recipient], cancellation))[0];

    public async Task<NoticeView?> ReadAsync(string recipient, NoticeId id, DateTimeOffset now, CancellationToken cancellation)
    {
        await sql.ExecuteAsync(
            "update notices set read_at = $3 where id = $1 and recipient = $2 and read_at is null", [id.Value, recipient, Millis.Of(now)], cancellation);
        return (await sql.QueryAsync($"select {Columns} from notices where id = $1 and recipient = $2", View, [id.Value, recipient], cancellation)).FirstOrDefault();
    }

    public Task<int> ReadAllAsync(string recipient, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellation) => sql.ExecuteAsync(
        "update notices set read_at = $3 where recipient = $1 and read_at is null and at <= $2", [recipient, Millis.Of(until), Millis.Of(now)], cancellation);

    public async Task<IReadOnlyList<NoticeRow>> AddAsync(IReadOnlyList<NoticeRow> notices, CancellationToken cancellation)
    {
        List<NoticeRow> added = [];
        foreach (var notice in notices) if (await sql.ExecuteAsync(Insert, Values(notice), cancellation) > 0) added.Add(notice);
        return added;
    }

    public async Task<IReadOnlyList<WaitingNotices>> WaitingAsync(string after, int limit, CancellationToken cancellation) => await sql.QueryAsync(
        """
        select w.recipient, w.waiting, w.urgent, coalesce(d.version, 0), d.last_at
        from (select recipient, count(*) as waiting, cast(sum(urgent) as bigint) as urgent from notices where batch is null and recipient > $1
          group by recipient order by recipient limit $2) as w
        left join notice_deliveries d on d.recipient = w.recipient
        order by w.recipient
        """,
        static row => new WaitingNotices(row.Text(0), row.Number(1), row.Number(2), row.Number(3), row.TimeOrNull(4)), [after, (long)limit], cancellation);

    /// <summary>Of two that saw the same version, one makes the batch.</summary>
    public Task<bool> BatchAsync(
        WaitingNotices seen, Guid batch, bool urgentOnly, DateTimeOffset now, IReadOnlyList<OutgoingRow> messages, CancellationToken cancellation) => sql.TransactAsync(
            new SqlStatement(
                """
                insert into notice_deliveries (recipient, version, batch, last_at) values ($1, $3 + 1, $2, $4)
                on conflict (recipient) do update set version = excluded.version, batch = excluded.batch, last_at = excluded.last_at
                where notice_deliveries.version = $3
                """, seen.Recipient, batch, seen.Version, Millis.Of(now)),
            [
                new SqlStatement($"update notices set batch = $2 where recipient = $1 and batch is null{(urgentOnly ? " and urgent = 1" : "")}", seen.Recipient, batch),
                .. messages.Select(static m => new SqlStatement(OutboxStore.Insert, OutboxStore.Values(m))),
            ], cancellation);

    public async Task<NoticeBatch> BatchAsync(Guid batch, int limit, CancellationToken cancellation)
    {
        var count = (await sql.QueryAsync("select count(*) from notices where batch = $1", static row => row.Number(0), [batch], cancellation))[0];
        return new(count, await sql.QueryAsync($"select {Columns} from notices where batch = $1 order by level desc, seq limit $2", View, [batch, (long)limit], cancellation));
    }

    public Task<int> ForgetAsync(DateTimeOffset before, int limit, CancellationToken cancellation) => sql.ExecuteAsync(
        "delete from notices where seq in (select seq from notices where at < $1 and batch is not null order by at limit $2)", [Millis.Of(before), (long)limit], cancellation);

    /// <summary>In the order of <see cref="Insert"/>.</summary>
    public static SqlValue[] Values(NoticeRow notice) =>
    [
        notice.Id.Value, notice.Recipient, (long)notice.Level, notice.IsUrgent ? 1L : 0L, notice.About, notice.Conversation?.Value, notice.Customer?.Value, Millis.Of(notice.At),
    ];

    private static NoticeView View(IRow row) => new()
    {
        Id = NoticeId.From(row.Id(0)),
        Recipient = row.Text(1),
        Level = NoticeRow.WordOf((NoticeLevel)row.Number(2)),
        About = row.Text(3),
        ConversationId = row.IdOrNull(4) is { } conversation ? ConversationId.From(conversation) : null,
        CustomerId = row.IdOrNull(5) is { } customer ? CustomerId.From(customer) : null,
        At = row.Time(6),
        ReadAt = row.TimeOrNull(7),
    };
}
