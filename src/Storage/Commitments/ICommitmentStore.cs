using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Commitments;

/// <summary>Promises to customers, over all conversations.</summary>
public interface ICommitmentStore
{
    /// <summary>By when they are due.</summary>
    Task<Page<CommitmentItem>> ListAsync(CommitmentFilter filter, CancellationToken cancellation);
}

/// <summary>Null members don't restrict.</summary>
public sealed record CommitmentFilter
{
    public string? Owner { get; init; }
    public CommitmentState? State { get; init; }
    public ConversationId? Conversation { get; init; }
    public CustomerId? Customer { get; init; }

    /// <summary>Default false: earliest due first.</summary>
    public bool LatestFirst { get; init; }
    public string? Cursor { get; init; }

    /// <summary>1 to 200; default 50.</summary>
    public int Limit { get; init; } = 50;
}
