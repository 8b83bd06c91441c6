using SocialCrm.Abuse;
using SocialCrm.Approvals;
using SocialCrm.Commitments;

namespace SocialCrm.Conversations;

/// <summary>What people promised and decided in a conversation. Most have none of it, and no room for it.</summary>
public sealed record Dealings
{
    public static readonly Dealings None = new();

    /// <summary>Promises still to be kept.</summary>
    public IReadOnlyList<Commitment> Commitments { get; init; } = [];

    /// <summary>Promises made so far.</summary>
    public int CommitmentsMade { get; init; }

    /// <summary>Null where nobody spoke of a claim.</summary>
    public ClaimStatus? Claim { get; init; }

    /// <summary>The abuse ladder as it is applied here; null for none.</summary>
    public Standing? Standing { get; init; }

    /// <summary>What a rule wants approved before it is answered; null for nothing.</summary>
    public Approval? Approval { get; init; }

    /// <summary>The beginning of the assignee's silence that others were told of.</summary>
    public DateTimeOffset? SilenceToldOf { get; init; }

    /// <summary>The earliest moment at which one of these is to be judged.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            var next = Standing is { Level: AbuseLevel.Muted } muted ? muted.Until : null;
            for (var i = 0; i < Commitments.Count; i++) if (Commitments[i].NextAt is { } at && !(at >= next)) next = at;
            return next;
        }
    }
}
