using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;

namespace SocialCrm.Journal;

/// <summary>
/// The truth, appended. Appends of all grains of a process that arrive while a transaction is under way go together into the next one.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Completes after the commit is durable and its <see cref="Live.Change"/> was handed to the <see cref="Live.IChangeSink"/>.
    /// Appends of one stream must not overlap; appends of different streams may.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing is known of the outcome that the caller may rely on: drop the state, read again.</exception>
    Task<AppendResult> AppendAsync(Append append, CancellationToken cancellation);
}

/// <summary>Reads that a grain or the intake waits for, single to the caller and grouped underneath: one query answers all that came meanwhile.</summary>
public interface IGroupedReads
{
    /// <summary>The head of a conversation; null when there is none. Bounded size whatever the history.</summary>
    Task<ConversationState?> ConversationAsync(ConversationId id, CancellationToken cancellation);

    /// <summary>
    /// A customer's row, channels, newest <see cref="CustomerView.MaxListed"/> identities and unresolved conversations, all of one snapshot;
    /// null when there is none. <see cref="CustomerFold.Complete"/> has been applied.
    /// </summary>
    Task<CustomerView?> CustomerAsync(CustomerId id, CancellationToken cancellation);

    /// <summary>Whose an identity is; null when it is nobody's yet.</summary>
    Task<CustomerId?> OwnerAsync(IdentityKey key, CancellationToken cancellation);

    /// <summary>Where a source is stored; an unlinked answer that was linked since is found where it is linked. Null when it isn't stored.</summary>
    Task<StoredSource?> LocateAsync(SourceId source, CancellationToken cancellation);

    /// <summary>Whether a customer of this id exists.</summary>
    Task<bool> CustomerExistsAsync(CustomerId id, CancellationToken cancellation);
}

/// <summary>An answer stored as unlinked, with everything needed to record it in the conversation it belongs to.</summary>
public sealed record WaitingAnswer(SourceId Source, SourceId? Awaits, DateTimeOffset OccurredAt, string ExternalId, InteractionUnlinked Event, Personal Personal)
{
    /// <summary>Most of one source that one look answers; the sweep finds the rest.</summary>
    public const int MaxPerSource = 1_000;
}
