namespace SocialCrm.Escalation;

/// <summary>What happens when an answer is late or about to be: steps, each taken once a waiting period, none after the answer.</summary>
public sealed record Ladder(string Id, IReadOnlyList<LadderStep> Steps)
{
    /// <summary>Most steps of one ladder.</summary>
    public const int MaxSteps = 20;
}

/// <summary>One step: when, and what is done then.</summary>
public sealed record LadderStep
{
    /// <summary>At so many percent of the target (1 to 100, the breach); null where <see cref="After"/> counts from the breach.</summary>
    public int? AtPercent { get; init; }

    /// <summary>Business time after the breach.</summary>
    public TimeSpan After { get; init; }

    /// <summary>People, <c>role:</c>, <c>team:</c>, <c>assignee</c> or <c>on-call</c> who are told that they must react.</summary>
    public IReadOnlyList<string> Notify { get; init; } = [];

    /// <summary>Raised by one, at most to urgent.</summary>
    public bool RaisePriority { get; init; }
    public string? MoveTo { get; init; }

    /// <summary>The agent who gets it; <c>none</c> takes it from whoever has it, so that the queue assigns it anew. Null: stays.</summary>
    public string? Assign { get; init; }

    /// <summary>The name of the on-call webhook that is called; null for none.</summary>
    public string? CallOut { get; init; }
}

public sealed record Ladders(IReadOnlyDictionary<string, Ladder> ById)
{
    public static readonly Ladders None = new(new Dictionary<string, Ladder>(StringComparer.Ordinal));

    public Ladder? Of(string? id) => id is null ? null : ById.GetValueOrDefault(id);
}
