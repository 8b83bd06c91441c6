using SocialCrm.Conversations;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Rules;

/// <summary>What was judged in one row and why, found again from the journal.</summary>
public sealed record RowDecision
{
    public required RecordedRow Row { get; init; }

    /// <summary>The version by which was judged; null where nothing was.</summary>
    public long? Configuration { get; init; }

    /// <summary>That version isn't known any more, so that the explanations are by the oldest that is.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>In the order in which they were looked at.</summary>
    public IReadOnlyList<RuleLook> Rules { get; init; } = [];

    /// <summary>Up to the one that was taken.</summary>
    public IReadOnlyList<PolicyLook> Policies { get; init; } = [];

    /// <summary>The policy that a rule chose; the others weren't looked at then.</summary>
    public string? Chosen { get; init; }

    /// <summary>Whether judging again did what is recorded. It always does, unless a version is forgotten.</summary>
    public bool Agrees { get; init; } = true;
}

public sealed record PolicyLook(ResponsePolicy Policy, Explanation Why);
