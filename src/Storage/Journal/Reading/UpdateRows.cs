using SocialCrm.Identities;
using SocialCrm.Interactions;

namespace SocialCrm.Journal.Reading;

/// <summary>
/// What became of messages, folded into a page of them. Rows that tell of a message have its external id, and stand after it in its customer's timeline, by their time and by their
/// version: so of the newest page about as many rows are looked at as the page has, and of an old one what came since.
/// </summary>
internal static class UpdateRows
{
    private const string Updates = $"select {TimelineRows.Columns} from journal j join conversations c on c.id = j.stream where j.kind = 0 and j.external_id is not null";

    /// <param name="page">Rows of one customer.</param>
    public static async Task<Page<TimelineEntry>> FoldAsync(ISql sql, Page<TimelineEntry> page, CancellationToken cancellation)
    {
        string[] told = [.. page.Items.Select(static e => e.ExternalId).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (told.Length == 0) return page;
        var list = string.Join(", ", Enumerable.Range(3, told.Length).Select(static n => $"${n}"));
        var rows = await ReadAsync(
            sql, $"{Updates} and j.customer = $1 and j.occurred_at >= $2 and j.external_id in ({list})",
            [page.Items[0].CustomerId!.Value.Value, Millis.Of(page.Items.Min(static e => e.At)), .. told.Select(static id => (SqlValue)id)], cancellation);
        if (rows.Count == 0) return page;
        var updates = rows.ToLookup(static row => (row.ConversationId, row.Of));
        return page with { Items = [.. page.Items.Select(e => e.Of is null ? UpdateFold.Fold(e, updates[(e.ConversationId, e.Version)]) : Shown(e, updates[(e.ConversationId, e.Of)]))] };
    }

    /// <summary>The updates recorded after a version of each of a few conversations: what came since the message of that version.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>> AfterAsync(ISql sql, IReadOnlyList<(ConversationId Conversation, long Version)> after, CancellationToken cancellation)
    {
        if (after.Count == 0) return [];
        var each = string.Join(" or ", Enumerable.Range(0, after.Count).Select(static n => $"(j.stream = ${2 * n + 1} and j.version > ${2 * n + 2})"));
        return await ReadAsync(sql, $"{Updates} and ({each})", [.. after.SelectMany(static a => new SqlValue[] { a.Conversation.Value, a.Version })], cancellation);
    }

    /// <summary>An edit says nothing any more once its message was taken back.</summary>
    private static TimelineEntry Shown(TimelineEntry update, IEnumerable<TimelineEntry> all) =>
        update.EditedAt is not null && all.Any(static u => u.RemovedAt is not null) ? UpdateFold.Hidden(update) : update;

    private static Task<List<TimelineEntry>> ReadAsync(ISql sql, string statement, SqlValue[] values, CancellationToken cancellation) =>
        sql.QueryAsync(statement, static row => TimelineRows.Read(' ', row).Entry, values, cancellation);
}
