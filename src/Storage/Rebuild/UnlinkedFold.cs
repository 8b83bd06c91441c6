using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Rebuild;

/// <summary>The answers that still wait for their question: rows without a customer whose link isn't in the journal.</summary>
internal static class UnlinkedFold
{
    private const int MaxPage = 500;

    private const string Page = "select stream, occurred_at, events from journal where customer is null and stream > $1 order by stream limit $2";

    /// <returns>How many rows without a customer there are.</returns>
    public static async Task<long> RunAsync(IRebuildSession session, Func<DerivedRows, Task> found, CancellationToken cancellation)
    {
        long all = 0;
        var last = Guid.Empty;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await session.QueryAsync(Page, static row => (Stream: row.Id(0), At: row.Number(1), Events: row.Text(2)), [last, (long)MaxPage]);
            if (page.Count == 0) return all;
            all += page.Count;
            last = page[^1].Stream;
            var links = page.ConvertAll(static row => Sources.OfLink(SourceId.From(row.Stream)).Value);
            var places = string.Join(", ", Enumerable.Range(1, links.Count).Select(static n => $"${n}"));
            var linked = (await session.QueryAsync(
                $"select source from journal where source in ({places})", static row => row.Id(0), [.. links.Select(static l => (SqlValue)l)])).ToHashSet();
            var rows = new DerivedRows();
            for (var i = 0; i < page.Count; i++) if (!linked.Contains(links[i])) Add(rows, page[i].Stream, page[i].At, page[i].Events);
            await found(rows);
        }
    }

    private static void Add(DerivedRows rows, Guid source, long at, string events)
    {
        var kept = EventJson.ReadEvents(events).OfType<InteractionUnlinked>().FirstOrDefault()
            ?? throw new JournalDamagedException($"row {source:N} has no customer and isn't an unlinked answer");
        SourceId? awaits = kept.InReplyTo is { } question ? Sources.OfInteraction(kept.Channel, kept.Account, question) : null;
        rows.Add(DerivedTable.WaitingAnswers, source, awaits?.Value, awaits is { } awaited ? Sources.OfLink(awaited).Value : null, kept.Channel, at);
    }
}
