using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Stats;

namespace SocialCrm.Journal.Reading;

/// <summary>Lists and figures, one statement each, so each sees one snapshot; what became of messages is looked up after it, and may be newer.</summary>
/// <param name="sql">The store.</param>
/// <param name="shared">Whether several processes may write to it (PostgreSQL).</param>
internal sealed class Queries(ISql sql, bool shared) : IQueries
{
    private const char TimelineCursor = 't';
    private const char InteractionsCursor = 'i';
    private const int MaxPage = 200;
    private const int MaxVersions = 1_000;
    private const int MaxRows = 1_000;
    private const int MaxSources = 3_000;

    /// <summary>Sources of one statement.</summary>
    private const int MaxSourcesAtOnce = 500;

    public async Task<Page<TimelineEntry>> TimelineAsync(CustomerId customer, string? before, int limit, CancellationToken cancellation)
    {
        Check(limit);
        var from = Cursor.Parse(TimelineCursor, before);
        var rows = await sql.QueryAsync(
            $"""
            select {TimelineRows.Columns} from journal j join conversations c on c.id = j.stream
            where j.customer = $1 and (j.occurred_at, j.customer_version) < ($2, $3)
            order by j.occurred_at desc, j.customer_version desc limit $4
            """,
            static row => TimelineRows.Read(TimelineCursor, row), [customer.Value, from?.A ?? long.MaxValue, from?.B ?? long.MaxValue, limit + 1], cancellation);
        return await UpdateRows.FoldAsync(sql, PageOf(rows, limit), cancellation);
    }

    /// <summary>Walks the customer's timeline index: within a conversation, customer versions have the order of its own versions.</summary>
    public async Task<Page<TimelineEntry>> InteractionsAsync(ConversationId conversation, string? after, int limit, CancellationToken cancellation)
    {
        Check(limit);
        var from = Cursor.Parse(InteractionsCursor, after);
        var rows = await sql.QueryAsync(
            $"""
            select {TimelineRows.Columns} from journal j join conversations c on c.id = j.stream
            where j.customer = (select customer from conversations where id = $1) and j.stream = $1 and j.kind <> 0
              and (j.occurred_at, j.customer_version) > ($2, $3)
            order by j.occurred_at, j.customer_version limit $4
            """,
            static row => TimelineRows.Read(InteractionsCursor, row), [conversation.Value, from?.A ?? long.MinValue, from?.B ?? 0, limit + 1], cancellation);
        return await UpdateRows.FoldAsync(sql, PageOf(rows, limit), cancellation);
    }

    public async Task<IReadOnlyDictionary<SourceId, SaidMessage>> SaidAsync(IReadOnlyList<SourceId> sources, CancellationToken cancellation)
    {
        if (sources.Count > MaxSources) throw new ArgumentException($"more than {MaxSources} sources", nameof(sources));
        var found = new Dictionary<SourceId, SaidMessage>();
        foreach (var some in sources.Chunk(MaxSourcesAtOnce))
        {
            var list = string.Join(", ", Enumerable.Range(1, some.Length).Select(static n => $"${n}"));
            var rows = await sql.QueryAsync(
                $"""
                select j.source, j.stream, j.customer, j.version, j.occurred_at, j.kind, j.external_id, c.channel, c.account, j.actor
                from journal j join conversations c on c.id = j.stream where j.source in ({list}) and j.kind <> 0
                """,
                static row => KeyValuePair.Create(SourceId.From(row.Id(0)), new SaidMessage(
                    ConversationId.From(row.Id(1)), CustomerId.From(row.Id(2)), row.Number(3),
                    EntryKinds.MessageOf((EntryKind)row.Number(5), row.Time(4), row.TextOrNull(6))!.Value.Key, row.Text(7), row.Text(8), row.TextOrNull(9))),
                [.. some.Select(static source => (SqlValue)source.Value)], cancellation);
            foreach (var (source, message) in rows) found[source] = message;
        }

        return found;
    }

    public async Task<Page<ConversationView>> ConversationsAsync(ConversationFilter filter, CancellationToken cancellation)
    {
        Check(filter.Limit);
        var list = new ConversationList(filter);
        var rows = await sql.QueryAsync(list.Sql, list.Read, list.Values, cancellation);
        return PageOf(rows, filter.Limit);
    }

    public async Task<IReadOnlyList<Message>> MessagesAsync(ConversationId conversation, CancellationToken cancellation) => await sql.QueryAsync(
        "select occurred_at, kind, external_id from journal where stream = $1 and kind <> 0",
        static row => EntryKinds.MessageOf((EntryKind)row.Number(1), row.Time(0), row.TextOrNull(2))!.Value,
        [conversation.Value], cancellation);

    public async Task<IReadOnlyList<DecidedEntry>> RowsAsync(ConversationId conversation, CancellationToken cancellation) => await sql.QueryAsync(
        "select occurred_at, kind, external_id, events, actor from journal where stream = $1 order by version",
        static row => new DecidedEntry
        {
            At = row.Time(0),
            Message = EntryKinds.MessageOf((EntryKind)row.Number(1), row.Time(0), row.TextOrNull(2)),
            Events = EventJson.ReadEvents(row.Text(3)),
            Actor = row.TextOrNull(4),
        },
        [conversation.Value], cancellation);

    public async Task<IReadOnlyList<RecordedRow>> RowsAsync(ConversationId conversation, long after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxRows);
        return await sql.QueryAsync(
            """
            select version, recorded_at, occurred_at, kind, external_id, events, actor, request, personal
            from journal where stream = $1 and version > $2 order by version limit $3
            """,
            static row => new RecordedRow(
                row.Number(0),
                row.Time(1),
                new DecidedEntry
                {
                    At = row.Time(2),
                    Message = EntryKinds.MessageOf((EntryKind)row.Number(3), row.Time(2), row.TextOrNull(4)),
                    Events = EventJson.ReadEvents(row.Text(5)),
                    Actor = row.TextOrNull(6),
                    Request = row.IdOrNull(7),
                    Personal = EventJson.ReadPersonal(row.TextOrNull(8)),
                },
                row.Number(3) != 0 && row.IsNull(8)),
            [conversation.Value, after, limit], cancellation);
    }

    public async Task<IReadOnlyList<ConversationState>> BetweenAsync(
        DateTimeOffset from, DateTimeOffset until, ConversationId? after, int limit, CancellationToken cancellation)
    {
        Check(limit);
        return await sql.QueryAsync(
            "select state from conversations where last_at >= $1 and opened_at <= $2 and id > $3 order by id limit $4",
            static row => EventJson.ReadState(row.Text(0)), [Millis.Of(from), Millis.Of(until), after?.Value ?? Guid.Empty, limit], cancellation);
    }

    public async Task<long> CountBetweenAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) => (await sql.QueryAsync(
        "select count(*) from conversations where last_at >= $1 and opened_at <= $2",
        static row => row.Number(0), [Millis.Of(from), Millis.Of(until)], cancellation))[0];

    public async Task<IReadOnlyList<(ConversationId Conversation, CustomerId Customer)>> HeldAsync(ConversationId? after, int limit, CancellationToken cancellation) =>
        await sql.QueryAsync(
            "select id, customer from conversations where held = 1 and id > $1 order by id limit $2",
            static row => (ConversationId.From(row.Id(0)), CustomerId.From(row.Id(1))), [after?.Value ?? Guid.Empty, limit], cancellation);

    public async Task<IReadOnlyList<(ConversationId Conversation, CustomerId Customer)>> WaitingAsync(ConversationId? after, int limit, CancellationToken cancellation) =>
        await sql.QueryAsync(
            "select id, customer from conversations where waiting_since is not null and id > $1 order by id limit $2",
            static row => (ConversationId.From(row.Id(0)), CustomerId.From(row.Id(1))), [after?.Value ?? Guid.Empty, limit], cancellation);

    public Task<StatsView> StatsAsync(CancellationToken cancellation) => StatsQuery.RunAsync(sql, cancellation);

    public async Task<IReadOnlyList<(WaitingAnswer Answer, StoredSource Question)>> LinkableAsync(int limit, CancellationToken cancellation)
    {
        // Under its own source, or, when the question was itself an unlinked answer, under that of its link.
        const string columns = "w.source, w.awaits, w.occurred_at, a.external_id, a.events, a.personal, q.stream, q.version, q.customer, q.request";
        const string answer = "join journal a on a.stream = w.source and a.version = 1";
        return await sql.QueryAsync(
            $"""
            select {columns} from waiting_answers w join journal q on q.source = w.awaits and q.customer is not null {answer}
            union all
            select {columns} from waiting_answers w join journal q on q.source = w.awaits_link and q.customer is not null {answer}
            order by 3, 1 limit $1
            """,
            static row =>
            {
                var waiting = Rows.Waiting(row, 0);
                return (waiting, Rows.Stored(waiting.Awaits!.Value, row, 6));
            },
            [limit], cancellation);
    }

    public async Task<IReadOnlyList<DueConversation>> ClaimDueAsync(
        DateTimeOffset now, DueConversation? after, int limit, TimeSpan lease, CancellationToken cancellation) => await sql.QueryAsync(
            shared ? ClaimDue : DueOfOneProcess,
            static row => new DueConversation(ConversationId.From(row.Id(0)), CustomerId.From(row.Id(1)), row.Time(2)),
            [Millis.Of(now), limit, (long)lease.TotalMilliseconds, after is null ? 0L : Millis.Of(after.DueAt), after?.Conversation.Value ?? Guid.Empty], cancellation);

    public async Task ForgetClaimsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (shared) await sql.ExecuteAsync("delete from deadline_claims where until <= $1", [Millis.Of(now)], cancellation);
    }

    private const string DueOfOneProcess =
        "select id, customer, next_due_at from conversations where next_due_at <= $1 and $3 > 0 and (next_due_at, id) > ($4, $5) order by next_due_at, id limit $2";

    /// <summary>
    /// Those of others are passed over by the index walk; heads that somebody is writing or claiming just now are skipped instead of waited for, and found
    /// again the next time.
    /// </summary>
    private const string ClaimDue =
        """
        with due as (
          select c.id, c.customer, c.next_due_at from conversations c
          where c.next_due_at <= $1 and (c.next_due_at, c.id) > ($4, $5)
            and not exists (select from deadline_claims d where d.conversation = c.id and d.due_at = c.next_due_at and d.until > $1)
          order by c.next_due_at, c.id limit $2 for no key update of c skip locked),
        claimed as (
          insert into deadline_claims as d (conversation, due_at, until) select id, next_due_at, $1 + $3 from due
          on conflict (conversation) do update set due_at = excluded.due_at, until = excluded.until where d.until <= $1 or d.due_at <> excluded.due_at
          returning conversation)
        select due.id, due.customer, due.next_due_at from due join claimed on claimed.conversation = due.id order by due.next_due_at, due.id
        """;

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation) => (await sql.QueryAsync(
        "select min(next_due_at) from conversations where next_due_at is not null", static row => row.TimeOrNull(0), [], cancellation))[0];

    public async Task<IReadOnlyDictionary<CustomerId, long>> VersionsAsync(IReadOnlyList<CustomerId> customers, CancellationToken cancellation)
    {
        if (customers.Count > MaxVersions) throw new ArgumentException($"more than {MaxVersions} customers", nameof(customers));
        if (customers.Count == 0) return new Dictionary<CustomerId, long>();
        var list = string.Join(", ", Enumerable.Range(1, customers.Count).Select(static n => $"${n}"));
        var rows = await sql.QueryAsync(
            $"select id, version from customers where id in ({list})",
            static row => KeyValuePair.Create(CustomerId.From(row.Id(0)), row.Number(1)), [.. customers.Select(static c => (SqlValue)c.Value)], cancellation);
        return new Dictionary<CustomerId, long>(rows);
    }

    internal static void Check(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
    }

    /// <summary>One row more than the page was asked for: it tells that there is a next one.</summary>
    internal static Page<T> PageOf<T>(List<(T Item, Cursor Cursor)> rows, int limit)
    {
        var more = rows.Count > limit;
        return new([.. rows.Take(limit).Select(static r => r.Item)], more ? rows[limit - 1].Cursor.ToString() : null);
    }
}
