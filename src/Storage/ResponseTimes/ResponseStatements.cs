using SocialCrm.Journal;
using SocialCrm.Journal.Reading;
using SocialCrm.Tail;

namespace SocialCrm.ResponseTimes;

/// <summary>What each event does to the tables of waits and resolutions. Done twice, each leaves what it left the first time.</summary>
internal static class ResponseStatements
{
    public static SqlStatement Begin(TailRow row, Clock clock, string? language) => new(
        """
        insert into responses (conversation, kind, since, customer, channel, account, queue, language, policy, due_at, breached, dropped)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)
        on conflict (conversation, kind, since) do update set policy = excluded.policy, due_at = excluded.due_at, breached = excluded.breached, dropped = 0
        """,
        row.Stream, (long)clock.Kind, Millis.Of(clock.Since), row.Customer.Value, row.Channel, row.Account, row.Queue, language, clock.Policy, Millis.Of(clock.DueAt),
        clock.Breached ? 1 : 0);

    /// <summary>A wait whose beginning turned out to be another: the row that is to stand there, if any, gives way.</summary>
    public static SqlStatement Move(Guid conversation, ClockKind kind, DateTimeOffset from, DateTimeOffset to) => new(
        "delete from responses where conversation = $1 and kind = $2 and since = $3 and $3 <> $4", conversation, (long)kind, Millis.Of(from), Millis.Of(to));

    public static SqlStatement Due(Guid conversation, Clock clock) => new(
        "update responses set due_at = $4 where conversation = $1 and kind = $2 and since = $3", conversation, (long)clock.Kind, Millis.Of(clock.Since), Millis.Of(clock.DueAt));

    public static SqlStatement Drop(Guid conversation, ClockDropped dropped) => new(
        dropped.Never
            ? "delete from responses where conversation = $1 and kind = $2 and since = $3"
            : "update responses set dropped = 1 where conversation = $1 and kind = $2 and since = $3",
        conversation, (long)dropped.Kind, Millis.Of(dropped.Since));

    public static SqlStatement Breach(Guid conversation, ClockKind kind, DateTimeOffset since, bool isBreached, DateTimeOffset? dueAt) => new(
        "update responses set breached = $4, due_at = coalesce($5, due_at) where conversation = $1 and kind = $2 and since = $3",
        conversation, (long)kind, Millis.Of(since), isBreached ? 1 : 0, Millis.Of(dueAt));

    public static SqlStatement Given(TailRow row, ResponseGiven given) => new(
        """
        insert into responses (conversation, kind, since, customer, channel, account, queue, breached, dropped, answered_at, agent, business_ms, late_ms)
        values ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, $9, $10, $11)
        on conflict (conversation, kind, since) do update set answered_at = excluded.answered_at, agent = excluded.agent, queue = excluded.queue,
          business_ms = excluded.business_ms, late_ms = excluded.late_ms, dropped = 0
        """,
        row.Stream, (long)given.Kind, Millis.Of(given.Since), row.Customer.Value, row.Channel, row.Account, row.Queue, Millis.Of(given.At), given.By,
        given.BusinessMs, given.BusinessMs is null ? (long?)null : given.LateMs);

    /// <summary>A wait without a target is known by its answer only, and goes with it.</summary>
    public static IEnumerable<SqlStatement> Withdraw(Guid conversation, ResponseWithdrawn withdrawn)
    {
        SqlValue[] key = [conversation, (long)withdrawn.Kind, Millis.Of(withdrawn.Since)];
        yield return new("delete from responses where conversation = $1 and kind = $2 and since = $3 and policy is null", key);
        yield return new("update responses set answered_at = null, agent = null, business_ms = null, late_ms = null where conversation = $1 and kind = $2 and since = $3", key);
    }

    public static SqlStatement Resolved(TailRow row) => new(
        """
        insert into resolutions (conversation, resolved_at, channel, queue, agent, answers)
        select $1, $2, $3, $4, $5, count(*) from responses r
        where r.conversation = $1 and r.kind <> 3 and r.answered_at <= $2
          and r.answered_at > coalesce((select max(s.resolved_at) from resolutions s where s.conversation = $1 and s.resolved_at < $2), 0)
        on conflict (conversation, resolved_at) do nothing
        """,
        row.Stream, Millis.Of(row.At), row.Channel, row.Queue, row.Actor);

    public static SqlStatement Reopened(TailRow row) => new(
        "update resolutions set reopened_at = $2 where conversation = $1 and reopened_at is null", row.Stream, Millis.Of(row.At));
}
