using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Outbox;

/// <param name="isShared">Other processes claim from the same table.</param>
internal sealed class OutboxStore(ISql sql, bool isShared) : IOutboxStore
{
    private const char DeadCursor = 'o';
    private const int Dead = 2;

    /// <summary>Those that a new message sets; the others have defaults.</summary>
    public const string Columns = "id, kind, target, lane, conversation, customer, batch, payload, at, due_at";

    public const string Insert = $"insert into outbox ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict (id) do nothing";

    private const string Message = "id, kind, target, conversation, customer, batch, payload, at, due_at, attempts, error";

    /// <summary>One that another process is about to claim is passed over, and its lane with it: the first of a lane is the first of the lane.</summary>
    private readonly string claim =
        $"""
        update outbox set lease = $1, lease_until = $3, attempts = attempts + 1 where seq in (
          select o.seq from outbox o
          where o.state = 0 and o.due_at <= $2 and (o.lease_until is null or o.lease_until <= $2)
            and not exists (select 1 from outbox e where e.lane = o.lane and e.state = 0 and e.seq < o.seq)
          order by o.due_at, o.seq limit $4{(isShared ? " for update of o skip locked" : "")})
        """;

    public async Task<IReadOnlyList<OutgoingMessage>> ClaimAsync(Guid lease, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation)
    {
        var claimed = await sql.ExecuteAsync(claim, [lease, Millis.Of(now), Millis.Of(until), (long)limit], cancellation);
        return claimed == 0 ? [] : await sql.QueryAsync($"select {Message} from outbox where lease = $1 and state = 0 order by seq", Read, [lease], cancellation);
    }

    public Task DoneAsync(Guid id, Guid lease, DateTimeOffset now, CancellationToken cancellation) => sql.ExecuteAsync(
        "update outbox set state = 1, done_at = $3, lease = null, lease_until = null, error = null where id = $1 and lease = $2", [id, lease, Millis.Of(now)], cancellation);

    public Task RetryAsync(Guid id, Guid lease, DateTimeOffset dueAt, string error, CancellationToken cancellation) => sql.ExecuteAsync(
        "update outbox set due_at = $3, error = $4, lease = null, lease_until = null where id = $1 and lease = $2", [id, lease, Millis.Of(dueAt), error], cancellation);

    public Task GiveUpAsync(Guid id, Guid lease, DateTimeOffset now, string error, CancellationToken cancellation) => sql.ExecuteAsync(
        "update outbox set state = 2, done_at = $3, error = $4, lease = null, lease_until = null where id = $1 and lease = $2", [id, lease, Millis.Of(now), error], cancellation);

    public async Task<Page<OutgoingMessage>> DeadAsync(string? cursor, int limit, CancellationToken cancellation)
    {
        Queries.Check(limit);
        var from = Cursor.Parse(DeadCursor, cursor);
        var rows = await sql.QueryAsync(
            $"select {Message}, seq from outbox where state = {Dead} and seq < $1 order by seq desc limit $2",
            static row => (Read(row), Cursor: new Cursor(DeadCursor, row.Number(11), 0, default)), [from?.A ?? long.MaxValue, limit + 1L], cancellation);
        return Queries.PageOf(rows, limit);
    }

    public async Task<bool> ReplayAsync(Guid id, DateTimeOffset now, CancellationToken cancellation) => await sql.ExecuteAsync(
        $"update outbox set state = 0, attempts = 0, due_at = $2, done_at = null where id = $1 and state = {Dead}", [id, Millis.Of(now)], cancellation) > 0;

    public Task<int> ForgetAsync(DateTimeOffset before, int limit, CancellationToken cancellation) => sql.ExecuteAsync(
        "delete from outbox where seq in (select seq from outbox where state = 1 and done_at < $1 order by done_at limit $2)", [Millis.Of(before), (long)limit], cancellation);

    public Task ReleaseAsync(CancellationToken cancellation) => isShared
        ? Task.CompletedTask
        : sql.ExecuteAsync("update outbox set lease = null, lease_until = null where state = 0 and lease is not null", [], cancellation);

    /// <summary>In the order of <see cref="Insert"/>.</summary>
    public static SqlValue[] Values(OutgoingRow row) =>
    [
        row.Id, (long)row.Kind, row.Target, row.Lane, row.Conversation?.Value, row.Customer?.Value, row.Batch, row.Payload, Millis.Of(row.At),
    ];

    private static OutgoingMessage Read(IRow row) => new(
        row.Id(0), (OutgoingKind)row.Number(1), row.Text(2), row.IdOrNull(3) is { } conversation ? ConversationId.From(conversation) : null,
        row.IdOrNull(4) is { } customer ? CustomerId.From(customer) : null, row.IdOrNull(5), row.TextOrNull(6), row.Time(7), row.Time(8), (int)row.Number(9), row.TextOrNull(10));
}
