using SocialCrm.Journal;
using SocialCrm.Outbox;

namespace SocialCrm.Notices;

/// <summary>
/// What people are told. Notices of conversations are stored with the commit that raised them (<see cref="Append.Notices"/>); they stay until they are older
/// than the caller keeps them. What was told, and read, can't be computed again: it isn't among the derived tables.
/// </summary>
public interface INoticeStore
{
    /// <summary>Somebody's notices, newest first.</summary>
    /// <param name="unread">Only those not read yet.</param>
    /// <param name="limit">1 to 200 rows.</param>
    Task<Page<NoticeView>> ListAsync(string recipient, bool unread, string? cursor, int limit, CancellationToken cancellation);

    Task<long> UnreadAsync(string recipient, CancellationToken cancellation);

    /// <summary>Null when the recipient has no such notice; one that was read before keeps its time.</summary>
    Task<NoticeView?> ReadAsync(string recipient, NoticeId id, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Those raised at <paramref name="until"/> or before.</summary>
    /// <returns>How many were unread.</returns>
    Task<int> ReadAllAsync(string recipient, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Stores notices that no commit raises. Those that are stored already stay as they are.</summary>
    /// <returns>Those that are new.</returns>
    Task<IReadOnlyList<NoticeRow>> AddAsync(IReadOnlyList<NoticeRow> notices, CancellationToken cancellation);

    /// <summary>Recipients with notices whose mail or webhook is still to be decided, by name after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<WaitingNotices>> WaitingAsync(string after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Puts the waiting notices of a recipient together into one batch and stores the messages that carry it, in one transaction. False when somebody else was
    /// faster; nothing is changed then.
    /// </summary>
    /// <param name="seen">What <see cref="WaitingAsync"/> told.</param>
    /// <param name="urgentOnly">The others wait on.</param>
    /// <param name="messages">None: nobody wants to be told of them.</param>
    Task<bool> BatchAsync(WaitingNotices seen, Guid batch, bool urgentOnly, DateTimeOffset now, IReadOnlyList<OutgoingRow> messages, CancellationToken cancellation);

    /// <summary>How many notices a batch has, and the most important of them, then the oldest.</summary>
    Task<NoticeBatch> BatchAsync(Guid batch, int limit, CancellationToken cancellation);

    /// <summary>Forgets notices raised before a time; at most <paramref name="limit"/>.</summary>
    Task<int> ForgetAsync(DateTimeOffset before, int limit, CancellationToken cancellation);
}

/// <param name="Version">Counts the recipient's batches; 0 before the first.</param>
/// <param name="LastAt">When the last batch was made.</param>
public sealed record WaitingNotices(string Recipient, long Count, long Urgent, long Version, DateTimeOffset? LastAt);

public sealed record NoticeBatch(long Count, IReadOnlyList<NoticeView> Notices);
