using Orleans;
using SocialCrm.Live;

namespace SocialCrm.ResponseTimes;

/// <summary>What the newest policies make of one conversation's wait.</summary>
[GenerateSerializer, Alias("crm.policy-application"), Immutable]
public sealed record PolicyApplication
{
    /// <summary>The policy that the wait goes by now; null where there is none, or nobody waits.</summary>
    [Id(0)] public string? Policy { get; init; }

    /// <summary>When the answer is due now; null while the clock stands still.</summary>
    [Id(1)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>Something is another than before.</summary>
    [Id(2)] public bool IsChanged { get; init; }

    /// <summary>The target is missed already by the new policy, and wasn't by the old one.</summary>
    [Id(3)] public bool IsMissedAtOnce { get; init; }

    /// <summary>The target was missed before; it stays so.</summary>
    [Id(4)] public bool WasMissed { get; init; }

    /// <summary>For the customer's grain; null without a commit.</summary>
    [Id(5)] public Change? Change { get; init; }
}
