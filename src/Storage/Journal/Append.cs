using SocialCrm.Abuse;
using SocialCrm.Commitments;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Notices;
using SocialCrm.Outbox;

namespace SocialCrm.Journal;

/// <summary>
/// One decided commit: rows for one stream with everything that must become true with them. All of it is stored, or nothing.
/// </summary>
public sealed record Append
{
    /// <summary>The conversation's id; of an unlinked answer, its source.</summary>
    public required Guid Stream { get; init; }

    /// <summary>The stream's version that the decision saw; the first entry gets the next one.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>1 to <see cref="MaxEntries"/>; each becomes one row and one version of the stream and of the customer.</summary>
    public required IReadOnlyList<JournalEntry> Entries { get; init; }

    /// <summary>The conversation after the last entry; null for an unlinked answer.</summary>
    public ConversationState? Head { get; init; }

    /// <summary>Identities that become the customer's. One that is another customer's by then refuses the whole append.</summary>
    public IReadOnlyList<IdentityLink> Links { get; init; } = [];

    /// <summary>Kept once per (identity, pointed-to customer, evidence kind and value).</summary>
    public IReadOnlyList<Contradiction> Contradictions { get; init; } = [];

    /// <summary>Unlinked answers that stop waiting with this commit, by the source under which they wait.</summary>
    public IReadOnlyList<SourceId> Linked { get; init; } = [];

    /// <summary>Sources stored by this append for which answers may wait: the look for them belongs to the commit, right after it.</summary>
    public IReadOnlyList<SourceId> Answerable { get; init; } = [];

    /// <summary>The queue that the conversation left with this commit; null when it stayed.</summary>
    public string? LeftQueue { get; init; }

    /// <summary>Promises that the commit makes, or says something of.</summary>
    public IReadOnlyList<CommitmentRow> Commitments { get; init; } = [];

    /// <summary>What people are told with this commit.</summary>
    public IReadOnlyList<NoticeRow> Notices { get; init; } = [];

    /// <summary>What goes out of the house with this commit.</summary>
    public IReadOnlyList<OutgoingRow> Outgoing { get; init; } = [];

    /// <summary>Of an unlinked answer: the message it waits for (null when it named none); else null.</summary>
    public SourceId? Awaits { get; init; }

    public const int MaxEntries = 1_000;
}

/// <summary>One row of the journal, before it has a version.</summary>
public sealed record JournalEntry
{
    /// <summary>What makes a redelivery known; null for acts without an idempotency key.</summary>
    public SourceId? Source { get; init; }
    public required EntryKind Kind { get; init; }

    /// <summary>A message's own time; an act's time by our clock. Milliseconds.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>A message's external id, also on the rows that tell what became of it; null for all other acts.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Who acted; null for messages.</summary>
    public string? Actor { get; init; }

    /// <summary>A hash of the request's body, where there was an idempotency key.</summary>
    public Guid? Request { get; init; }

    /// <summary>At least one, in <see cref="EventJson"/>'s form.</summary>
    public required string Events { get; init; }

    /// <summary>In <see cref="EventJson"/>'s form; null when there is nothing personal.</summary>
    public string? Personal { get; init; }

    /// <summary>The author's name on a customer's message: the newest one by time becomes the customer's.</summary>
    public string? Name { get; init; }

    /// <summary>A step on the abuse ladder that the row takes with the customer; the latest by time is the customer's.</summary>
    public Standing? Standing { get; init; }

    /// <summary>The newest event's name, such as <c>conversation.claimed</c>.</summary>
    public required string EventName { get; init; }
}

/// <summary>What a row is, as its small integer in the database: messages are folded by time from these and the row's own columns alone.</summary>
public enum EntryKind
{
    Act = 0,
    Inbound = 1,
    Outbound = 2,
    Internal = 3,

    /// <summary>Outbound that no human wrote.</summary>
    AutomaticOutbound = 4,

    /// <summary>Inbound that no human wrote: a read receipt's text, an out-of-office reply.</summary>
    AutomaticInbound = 5,

    AutomaticInternal = 6,
}

/// <summary>What became of an append.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    /// <summary>Stored, durable, and handed to the change feed.</summary>
    /// <param name="Version">The stream's version after the last entry.</param>
    /// <param name="Change">What watchers hear; null for an unlinked answer, which has no customer.</param>
    /// <param name="Waiting">Answers that wait for one of <see cref="Append.Answerable"/>, seen after the commit, oldest first.</param>
    public sealed record Committed(long Version, Live.Change? Change, IReadOnlyList<WaitingAnswer> Waiting) : AppendResult;

    /// <summary>Some sources were stored before: nothing of this append was. Leave those out and decide again.</summary>
    public sealed record AlreadyStored(IReadOnlyList<StoredSource> Sources) : AppendResult;

    /// <summary>The stream has moved on: read it again, decide again.</summary>
    public sealed record StaleVersion : AppendResult
    {
        public static readonly StaleVersion Instance = new();
    }

    /// <summary>Identities that are another customer's by now: resolve the senders again.</summary>
    public sealed record IdentityTaken(IReadOnlyList<(IdentityKey Key, CustomerId Owner)> Taken) : AppendResult;
}

/// <summary>Where a source is stored.</summary>
/// <param name="Stream">A conversation's id, or the source itself while it is unlinked.</param>
/// <param name="Customer">Null while it is unlinked.</param>
/// <param name="Request">The hash of the request's body, for acts with an idempotency key.</param>
public sealed record StoredSource(SourceId Source, Guid Stream, long Version, CustomerId? Customer, Guid? Request);

/// <summary>The store can't be reached, or its answer can't be had: what was asked may or may not have been done. Repeat with the same source.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(string message, Exception? inner = null) : base(message, inner) { }
}
