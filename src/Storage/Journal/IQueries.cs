using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Stats;

namespace SocialCrm.Journal;

/// <summary>Reads for lists and figures: committed state, by keyset, bounded pages.</summary>
public interface IQueries
{
    /// <summary>
    /// The customer's messages and acts, newest first by (at, customer version); those before <paramref name="before"/> where given.
    /// </summary>
    /// <param name="limit">1 to 200 rows.</param>
    Task<Page<TimelineEntry>> TimelineAsync(CustomerId customer, string? before, int limit, CancellationToken cancellation);

    /// <summary>The conversation's messages, oldest first by (at, version); those after <paramref name="after"/> where given.</summary>
    /// <param name="limit">1 to 200 rows.</param>
    Task<Page<TimelineEntry>> InteractionsAsync(ConversationId conversation, string? after, int limit, CancellationToken cancellation);

    /// <summary>Where interactions of these sources are stored; those that aren't, or are still unlinked, are missing. Of at most 3,000 sources.</summary>
    Task<IReadOnlyDictionary<SourceId, SaidMessage>> SaidAsync(IReadOnlyList<SourceId> sources, CancellationToken cancellation);

    /// <summary>Conversations by the filter, in the filter's order, from the cursor on.</summary>
    Task<Page<ConversationView>> ConversationsAsync(ConversationFilter filter, CancellationToken cancellation);

    /// <summary>The messages of a conversation as folding needs them, in any order: only read when a late one has to be folded in.</summary>
    Task<IReadOnlyList<Message>> MessagesAsync(ConversationId conversation, CancellationToken cancellation);

    /// <summary>All rows of a conversation with their events, in the order of their versions, without what is personal.</summary>
    Task<IReadOnlyList<DecidedEntry>> RowsAsync(ConversationId conversation, CancellationToken cancellation);

    /// <summary>Rows of a conversation with all that is stored of them, in the order of their versions after <paramref name="after"/>.</summary>
    /// <param name="limit">1 to 1,000 rows.</param>
    Task<IReadOnlyList<RecordedRow>> RowsAsync(ConversationId conversation, long after, int limit, CancellationToken cancellation);

    /// <summary>Conversations with messages that may lie between two times, at most <paramref name="limit"/>, by id after <paramref name="after"/>.</summary>
    /// <param name="limit">1 to 200.</param>
    Task<IReadOnlyList<ConversationState>> BetweenAsync(DateTimeOffset from, DateTimeOffset until, ConversationId? after, int limit, CancellationToken cancellation);

    /// <summary>How many there are of them.</summary>
    Task<long> CountBetweenAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Conversations whose deadlines wait for the end of an import, at most <paramref name="limit"/>, by id after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<(ConversationId Conversation, CustomerId Customer)>> HeldAsync(ConversationId? after, int limit, CancellationToken cancellation);

    /// <summary>Conversations in which a customer waits, at most <paramref name="limit"/>, by id after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<(ConversationId Conversation, CustomerId Customer)>> WaitingAsync(ConversationId? after, int limit, CancellationToken cancellation);

    /// <summary>All figures of one moment.</summary>
    Task<StatsView> StatsAsync(CancellationToken cancellation);

    /// <summary>Waiting answers whose question is stored by now: what a lost hint left over. At most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<(WaitingAnswer Answer, StoredSource Question)>> LinkableAsync(int limit, CancellationToken cancellation);

    /// <summary>
    /// Conversations with a deadline at or before <paramref name="now"/>, the earliest first, at most <paramref name="limit"/>. Where several processes
    /// write to the store, those that one gets no other gets for <paramref name="lease"/>: that saves work, and is never what makes it correct.
    /// </summary>
    /// <param name="after">The last one of the batch before; null begins with the earliest.</param>
    Task<IReadOnlyList<DueConversation>> ClaimDueAsync(
        DateTimeOffset now, DueConversation? after, int limit, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Clears away claims that ended by <paramref name="now"/>.</summary>
    Task ForgetClaimsAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The earliest pending deadline of all; null when there is none.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation);

    /// <summary>Versions of the given customers (at most 1,000), for finding states that missed a commit.</summary>
    Task<IReadOnlyDictionary<CustomerId, long>> VersionsAsync(IReadOnlyList<CustomerId> customers, CancellationToken cancellation);
}

/// <summary>A conversation whose next deadline is at this time.</summary>
public sealed record DueConversation(ConversationId Conversation, CustomerId Customer, DateTimeOffset DueAt);

/// <summary>One page of a list.</summary>
/// <param name="Next">The cursor of the next page; null at the end. Opaque, and valid as long as the list exists.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Which conversations a list shows. Null members don't restrict.</summary>
public sealed record ConversationFilter
{
    public Status? Status { get; init; }
    public string? Queue { get; init; }

    /// <summary>An agent; <c>none</c> for those without one.</summary>
    public string? Assignee { get; init; }
    public string? Channel { get; init; }

    /// <summary>Whether a target that still runs was missed.</summary>
    public bool? Breached { get; init; }
    /// <summary>Those whose customer is muted or blocked, instead of all others; default false.</summary>
    public bool Silenced { get; init; }
    public ConversationSort Sort { get; init; } = ConversationSort.Recent;
    public string? Cursor { get; init; }

    /// <summary>1 to 200; default 50.</summary>
    public int Limit { get; init; } = 50;
}

public enum ConversationSort
{
    /// <summary>Longest waiting first; only those in which somebody waits.</summary>
    Waiting,

    /// <summary>Earliest deadline first; only those with one.</summary>
    Due,

    /// <summary>Newest message first.</summary>
    Recent,

    /// <summary>Highest priority first, within it the longest waiting first, those nobody waits in last.</summary>
    Priority,
}

/// <summary>A cursor that this service didn't write.</summary>
public sealed class InvalidCursorException() : Exception("not a cursor of this list");
