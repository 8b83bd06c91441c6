using SocialCrm.Customers;
using SocialCrm.Identities;

namespace SocialCrm.Journal.Writing;

/// <summary>One writer's hold on the database: at most one transaction at a time.</summary>
internal interface IWriteSession : IAsyncDisposable
{
    /// <summary>
    /// Stores all of the group in one transaction, or nothing of it. What was refused is left out and the rest is tried again by the caller.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing was stored: the database can't be reached.</exception>
    Task<WriteOutcome> WriteAsync(GroupWork work);
}

/// <summary>What became of a transaction.</summary>
internal abstract record WriteOutcome
{
    private WriteOutcome() { }

    /// <summary>Durable. The arrays stand beside the group's <see cref="GroupWork.Customers"/> and <see cref="GroupWork.Channels"/>.</summary>
    /// <param name="Inserted">The identities that weren't there before.</param>
    internal sealed record Written(CustomerRow[] Customers, ChannelUse[] Channels, IReadOnlySet<IdentityKey> Inserted) : WriteOutcome
    {
        /// <summary>Answers that wait for one of the group's <see cref="GroupWork.Answerable"/>, by it; seen after the commit.</summary>
        public IReadOnlyDictionary<SourceId, IReadOnlyList<WaitingAnswer>> Waiting { get; init; } = NobodyWaits;
    }

    public static readonly IReadOnlyDictionary<SourceId, IReadOnlyList<WaitingAnswer>> NobodyWaits = new Dictionary<SourceId, IReadOnlyList<WaitingAnswer>>();

    /// <summary>
    /// The connection was lost at COMMIT, and what became of it couldn't be found out in time: callers have to be told so. The question goes on.
    /// </summary>
    /// <param name="IfCommitted">What it did, when it was committed.</param>
    /// <param name="Settled">Whether it was committed after all; false also when the store closed before that was known.</param>
    internal sealed record InDoubt(Written IfCommitted, StoreUnavailableException Why, Task<bool> Settled) : WriteOutcome;

    /// <summary>Nothing was stored. These appends, by their place in the group, are why; none: it isn't known which.</summary>
    internal sealed record Refused(IReadOnlyList<(int Append, AppendResult Why)> Offenders) : WriteOutcome
    {
        public static readonly Refused Unexplained = new([]);
    }
}

/// <summary>A customer's row after the transaction.</summary>
internal readonly record struct CustomerRow(long Version, Live.CustomerFacts Facts);
