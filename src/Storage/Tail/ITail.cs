using SocialCrm.Conversations;
using SocialCrm.Identities;

namespace SocialCrm.Tail;

/// <summary>The journal in the order in which its rows became visible, for what follows it behind.</summary>
internal interface ITail
{
    /// <summary>
    /// Rows after a position that no transaction still under way can come before: a row that is committed late is never skipped. Fewer than
    /// <paramref name="limit"/>: there are no more for now.
    /// </summary>
    Task<IReadOnlyList<TailRow>> ReadAsync(TailPosition after, int limit, CancellationToken cancellation);

    /// <summary>How far a follower has come; the beginning when it has never run.</summary>
    Task<TailPosition> PositionAsync(string follower, CancellationToken cancellation);

    /// <summary>Moves a follower on, together with what it made of the rows. False when another process moved it meanwhile: nothing was done.</summary>
    Task<bool> MoveAsync(string follower, TailPosition from, TailPosition to, IReadOnlyList<Journal.Reading.SqlStatement> work, CancellationToken cancellation);
}

/// <summary>A place in the journal: the transaction that wrote a row (0 on SQLite, which has one writer), and the row's number.</summary>
internal readonly record struct TailPosition(long Transaction, long Sequence);

/// <summary>A journal row with where its conversation stands now.</summary>
internal sealed record TailRow
{
    public required TailPosition Position { get; init; }
    public required Guid Stream { get; init; }
    public required CustomerId Customer { get; init; }

    /// <summary>Null for acts.</summary>
    public Message? Message { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Events { get; init; }
    public required string Channel { get; init; }
    public required string Account { get; init; }
    public required string Queue { get; init; }

    /// <summary>Who acted; null for messages that came from outside.</summary>
    public string? Actor { get; init; }
}
