using SocialCrm.Conversations;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Alarms;

internal sealed class AlarmQueries(ISql sql) : IAlarmQueries
{
    private const char UnansweredCursor = 'u';
    private const long MsPerHour = 3_600_000;

    public async Task<long> UnansweredAsync(DateTimeOffset before, CancellationToken cancellation) => (await sql.QueryAsync(
        "select count(*) from conversations where waiting_since <= $1", static row => row.Number(0), [Millis.Of(before)], cancellation))[0];

    public async Task<Page<ConversationView>> UnansweredAsync(DateTimeOffset before, string? cursor, int limit, CancellationToken cancellation)
    {
        Queries.Check(limit);
        var from = Cursor.Parse(UnansweredCursor, cursor);
        var rows = await sql.QueryAsync(
            """
            select state, waiting_since, id from conversations where waiting_since <= $1 and (waiting_since, id) > ($2, $3)
            order by waiting_since, id limit $4
            """,
            static row => (EventJson.ReadState(row.Text(0)).ToView(), new Cursor(UnansweredCursor, row.Number(1), 0, row.Id(2))),
            [Millis.Of(before), from?.A ?? long.MinValue, from?.Id ?? Guid.Empty, limit + 1L], cancellation);
        return Queries.PageOf(rows, limit);
    }

    public async Task<IReadOnlyList<WaitingConversation>> AssignedAsync(
        DateTimeOffset before, WaitingConversation? after, int limit, CancellationToken cancellation) => await sql.QueryAsync(
            """
            select state, waiting_since from conversations where waiting_since <= $1 and (waiting_since, id) > ($2, $3) and assignee is not null and status = 1
            order by waiting_since, id limit $4
            """,
            static row => new WaitingConversation(EventJson.ReadState(row.Text(0)), row.Time(1)),
            [Millis.Of(before), Millis.Of(after?.WaitingSince) ?? long.MinValue, after?.Id.Value ?? Guid.Empty, (long)limit], cancellation);

    public async Task<IReadOnlyList<(string Channel, string Account)>> WaitingChannelsAsync(DateTimeOffset before, int limit, CancellationToken cancellation) =>
        await sql.QueryAsync(
            "select distinct channel, account from conversations where waiting_since <= $1 order by channel, account limit $2",
            static row => (row.Text(0), row.Text(1)), [Millis.Of(before), (long)limit], cancellation);

    /// <summary>A customer's row of the channel has the time; the hours of conversations say which customers to look at.</summary>
    public async Task<DateTimeOffset?> LastInboundAsync(string channel, string? account, DateTimeOffset since, CancellationToken cancellation) => (await sql.QueryAsync(
        $"""
        select max(u.last_inbound_at) from conversations c join customer_channels u on u.customer = c.customer and u.channel = c.channel
        where c.last_hour >= $1 and c.channel = $2{(account is null ? "" : " and c.account = $3")}
        """,
        static row => row.TimeOrNull(0), account is null ? [Millis.Of(since) / MsPerHour, channel] : [Millis.Of(since) / MsPerHour, channel, account], cancellation))[0];
}
