namespace SocialCrm.Commitments;

/// <summary>A promise that is still to be kept. What was promised stands in the personal part of the row that made it.</summary>
public sealed record Commitment
{
    public int Number { get; init; }
    public string Owner { get; init; } = "";
    public DateTimeOffset DueAt { get; init; }
    public string MadeBy { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>When it was found not kept; null before.</summary>
    public DateTimeOffset? LateAt { get; init; }

    /// <summary>When others than the owner are told; null before it is late, and after that.</summary>
    public DateTimeOffset? TellAt { get; init; }

    /// <summary>When it is to be judged next; null when there is nothing more to judge.</summary>
    public DateTimeOffset? NextAt => LateAt is null ? DueAt : TellAt;

    public CommitmentView ToView() => new() { Number = Number, Owner = Owner, DueAt = DueAt, State = LateAt is null ? CommitmentState.Open : CommitmentState.Late };
}
