using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Routing;

/// <summary>All of it walks the index of open work (<c>conversations_work</c>): its size is what is open, whatever the history.</summary>
internal sealed class RoutingReads(ISql sql) : IRoutingReads
{
    private const int MaxPage = 500;
    private const long AbovePriorities = (long)Priority.Urgent + 1;

    // Read from the index alone, in its order: no sorting, and no look at the heads.
    public async Task<IReadOnlyList<QueueLoad>> QueuesAsync(CancellationToken cancellation) => await sql.QueryAsync(
        """
        select queue, count(*), count(waiting_since), sum(case when assignee is null then 1 else 0 end), min(waiting_since), sum(breached)
        from conversations where status = 1 group by queue order by queue
        """,
        static row => new QueueLoad(row.Text(0), row.Number(1), row.Number(2), row.Number(3), row.TimeOrNull(4), row.Number(5)), [], cancellation);

    public async Task<IReadOnlyDictionary<string, int>> LoadsAsync(CancellationToken cancellation) => new Dictionary<string, int>(
        await sql.QueryAsync(
            "select assignee, count(*) from conversations where status = 1 and assignee is not null group by assignee",
            static row => KeyValuePair.Create(row.Text(0), (int)row.Number(1)), [], cancellation),
        StringComparer.Ordinal);

    // The assignee, always null here, is named in the order because the index has it there.
    public Task<IReadOnlyList<ConversationState>> UnassignedAsync(string queue, ConversationState? after, int limit, CancellationToken cancellation) => StatesAsync(
        """
        select state from conversations where status = 1 and queue = $1 and assignee is null and waiting_since is not null and held = 0
          and priority <= $2 and (priority < $2 or (waiting_since, id) > ($3, $4))
        order by queue, assignee, priority desc, waiting_since, id limit $5
        """,
        [queue, after is null ? AbovePriorities : (long)after.Priority, Millis.Of(after?.Messages.WaitingSince) ?? 0, after?.Id.Value ?? Guid.Empty, Checked(limit)], cancellation);

    public Task<IReadOnlyList<ConversationState>> OfAgentAsync(string agent, ConversationId? after, int limit, CancellationToken cancellation) => StatesAsync(
        "select state from conversations where status = 1 and assignee = $1 and id > $2 order by id limit $3",
        [agent, after?.Value ?? Guid.Empty, Checked(limit)], cancellation);

    private async Task<IReadOnlyList<ConversationState>> StatesAsync(string statement, SqlValue[] values, CancellationToken cancellation) =>
        await sql.QueryAsync(statement, static row => EventJson.ReadState(row.Text(0)), values, cancellation);

    private static long Checked(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        return limit;
    }
}
