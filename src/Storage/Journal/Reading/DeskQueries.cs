using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;

namespace SocialCrm.Journal.Reading;

/// <summary>One statement each, so each sees one snapshot; what became of messages is looked up after it, and may be newer.</summary>
internal sealed class DeskQueries : IDeskQueries
{
    private const char StoryCursor = 's';
    private const int MaxPage = 200;
    private const int ParallelPreviews = 2;

    private readonly ISql sql;
    private readonly GroupedRead<ConversationId, ConversationPreview> previews;
    private readonly GroupedRead<bool, DeskCounts> counts;

    public DeskQueries(ISql sql)
    {
        this.sql = sql;
        previews = new(async ids => (await PreviewsAsync(ids, CancellationToken.None)).ToDictionary(static p => p.Id), IDeskQueries.MaxPreviews, ParallelPreviews);
        // It reads every open conversation: however many people look on, one such reading is under way.
        counts = new(async _ => new Dictionary<bool, DeskCounts> { [true] = await ReadCountsAsync() }, maxKeys: 1, parallel: 1);
    }

    public Task<ConversationPreview?> PreviewAsync(ConversationId conversation, CancellationToken cancellation) => previews.ReadAsync(conversation, cancellation);

    public async Task<IReadOnlyList<ConversationPreview>> PreviewsAsync(IReadOnlyList<ConversationId> conversations, CancellationToken cancellation)
    {
        if (conversations.Count > IDeskQueries.MaxPreviews) throw new ArgumentException($"more than {IDeskQueries.MaxPreviews} conversations", nameof(conversations));
        if (conversations.Count == 0) return [];
        var list = string.Join(", ", Enumerable.Range(1, conversations.Count).Select(static n => $"${n}"));
        // The message recorded last, found backwards through the primary key: few acts stand before it.
        var rows = await sql.QueryAsync(
            $"""
            select c.id, coalesce(u.name, (select i.written from identities i where i.customer = c.customer order by i.linked_at limit 1)), j.kind, j.personal, j.version, c.version
            from conversations c
            join customers u on u.id = c.customer
            left join journal j on j.stream = c.id
              and j.version = (select m.version from journal m where m.stream = c.id and m.kind <> 0 order by m.version desc limit 1)
            where c.id in ({list})
            """,
            static row => (Name: row.TextOrNull(1), Behind: row.NumberOrNull(4) < row.Number(5), Last: LastOf(row)), [.. conversations.Select(static c => (SqlValue)c.Value)], cancellation);
        var updates = await UpdateRows.AfterAsync(sql, [.. rows.Where(static r => r.Behind).Select(static r => (r.Last.ConversationId!.Value, r.Last.Version))], cancellation);
        return [.. rows.Select(row => Preview(row.Name, UpdateFold.Fold(row.Last, updates.Where(u => u.ConversationId == row.Last.ConversationId && u.Of == row.Last.Version))))];
    }

    public async Task<Page<TimelineEntry>> StoryAsync(ConversationId conversation, string? before, int limit, CancellationToken cancellation)
    {
        Check(limit);
        var from = Cursor.Parse(StoryCursor, before);
        var rows = await sql.QueryAsync(
            $"""
            select {TimelineRows.Columns} from journal j join conversations c on c.id = j.stream
            where j.customer = (select customer from conversations where id = $1) and j.stream = $1
              and (j.occurred_at, j.customer_version) < ($2, $3)
            order by j.occurred_at desc, j.customer_version desc limit $4
            """,
            static row => TimelineRows.Read(StoryCursor, row), [conversation.Value, from?.A ?? long.MaxValue, from?.B ?? long.MaxValue, limit + 1], cancellation);
        return await UpdateRows.FoldAsync(sql, new([.. rows.Take(limit).Select(static r => r.Entry)], rows.Count > limit ? rows[limit - 1].Cursor.ToString() : null), cancellation);
    }

    public async Task<Page<TimelineEntry>> StorySinceAsync(ConversationId conversation, long version, int limit, CancellationToken cancellation)
    {
        Check(limit);
        var rows = await sql.QueryAsync(
            $"select {TimelineRows.Columns} from journal j join conversations c on c.id = j.stream where j.stream = $1 and j.version > $2 order by j.version limit $3",
            static row => TimelineRows.Read(StoryCursor, row).Entry, [conversation.Value, version, limit], cancellation);
        return await UpdateRows.FoldAsync(sql, new(rows, null), cancellation);
    }

    public async Task<DeskCounts> CountsAsync(CancellationToken cancellation) => (await counts.ReadAsync(true, cancellation))!;

    private async Task<DeskCounts> ReadCountsAsync()
    {
        const string figures = "count(*) filter (where status = 1), count(*) filter (where waiting_since is not null), "
            + "count(*) filter (where status = 1 and assignee is null), count(*) filter (where breached = 1)";
        var rows = await sql.QueryAsync(
            $"""
            select 'queue', queue, {figures} from conversations where status <> 4 group by queue
            union all select 'assignee', assignee, {figures} from conversations where status <> 4 and assignee is not null group by assignee
            order by 1, 2
            """,
            static row => (Kind: row.Text(0), Key: row.Text(1), Open: row.Number(2), Waiting: row.Number(3), Unassigned: row.Number(4), Breached: row.Number(5)), [], CancellationToken.None);
        return new DeskCounts
        {
            Queues = [.. rows.Where(static r => r.Kind == "queue").Select(static r => new QueueCount { Queue = r.Key, Open = r.Open, Waiting = r.Waiting, Unassigned = r.Unassigned, Breached = r.Breached })],
            Assignees = [.. rows.Where(static r => r.Kind == "assignee").Select(static r => new AssigneeCount { Assignee = r.Key, Open = r.Open, Waiting = r.Waiting, Breached = r.Breached })],
        };
    }

    public async Task<IReadOnlyList<FoundCustomer>> SearchAsync(string beginning, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IDeskQueries.MaxFound);
        var search = new CustomerSearch(beginning, limit);
        return search.IsEmpty ? [] : await sql.QueryAsync(search.Sql, CustomerSearch.Read, search.Values, cancellation);
    }

    /// <summary>The message recorded last, as far as a preview shows it.</summary>
    private static TimelineEntry LastOf(IRow row)
    {
        var personal = EventJson.ReadPersonal(row.TextOrNull(3));
        return new TimelineEntry
        {
            ConversationId = ConversationId.From(row.Id(0)),
            Version = row.NumberOrNull(4) ?? 0,
            Direction = row.IsNull(2) ? null : EntryKinds.DirectionOf((EntryKind)row.Number(2)),
            Subject = personal.Subject,
            Text = personal.Text,
            Attachments = personal.Attachments ?? [],
        };
    }

    private static ConversationPreview Preview(string? name, TimelineEntry last) => new()
    {
        Id = last.ConversationId!.Value,
        Name = name,
        Subject = last.Subject,
        Text = Cut(last.Text),
        Direction = last.Direction,
        Attachments = last.Attachments.Count,
    };

    /// <summary>Never through the middle of a surrogate pair, which isn't text.</summary>
    private static string? Cut(string? text)
    {
        if (text is null || text.Length <= ConversationPreview.MaxText) return text;
        return text[..(char.IsHighSurrogate(text[ConversationPreview.MaxText - 1]) ? ConversationPreview.MaxText - 1 : ConversationPreview.MaxText)];
    }

    private static void Check(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
    }
}
