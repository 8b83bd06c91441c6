using SocialCrm.Journal;

namespace SocialCrm.Outbox;

/// <summary>
/// Messages on their way out, stored with the commit that caused them (<see cref="Append.Outgoing"/>). At least once from here; the id makes it once for whoever
/// receives it.
/// </summary>
public interface IOutboxStore
{
    /// <summary>
    /// Takes messages that are due: the first of each lane, earliest due first, so that nobody else takes them before <paramref name="until"/>. Whoever took them
    /// and says nothing by then is taken for dead.
    /// </summary>
    /// <param name="lease">Names the claim; a new one each time.</param>
    Task<IReadOnlyList<OutgoingMessage>> ClaimAsync(Guid lease, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation);

    /// <summary>The receiver has it.</summary>
    Task DoneAsync(Guid id, Guid lease, DateTimeOffset now, CancellationToken cancellation);

    Task RetryAsync(Guid id, Guid lease, DateTimeOffset dueAt, string error, CancellationToken cancellation);

    /// <summary>Given up: a dead letter, until somebody replays it. The lane goes on.</summary>
    Task GiveUpAsync(Guid id, Guid lease, DateTimeOffset now, string error, CancellationToken cancellation);

    /// <summary>The dead letters, newest first.</summary>
    /// <param name="limit">1 to 200 rows.</param>
    Task<Page<OutgoingMessage>> DeadAsync(string? cursor, int limit, CancellationToken cancellation);

    /// <summary>A dead letter goes out again under its own id; false when there is no such dead letter.</summary>
    Task<bool> ReplayAsync(Guid id, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Forgets what was taken before a time; at most <paramref name="limit"/>. Dead letters stay.</summary>
    Task<int> ForgetAsync(DateTimeOffset before, int limit, CancellationToken cancellation);

    /// <summary>Claims that a process of before left are open again: only where no other process has the store. Elsewhere they end by their time.</summary>
    Task ReleaseAsync(CancellationToken cancellation);
}
