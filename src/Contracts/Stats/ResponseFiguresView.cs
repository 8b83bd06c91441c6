namespace SocialCrm.Stats;

/// <summary>How fast a company answered in a period, as a whole and by what was asked for.</summary>
public sealed record ResponseFiguresView
{
    public DateTimeOffset From { get; init; }
    public DateTimeOffset To { get; init; }

    /// <summary><c>first-response</c>, <c>next-response</c> or <c>resolution</c>.</summary>
    public string Kind { get; init; } = "";
    public ResponseGroup Total { get; init; } = new();

    /// <summary>One a queue, channel, agent, language or day; the most waits first, days in their order.</summary>
    public IReadOnlyList<ResponseGroup> Groups { get; init; } = [];
    public ResolutionFigures Resolutions { get; init; } = new();

    /// <summary>The beginning of the oldest wait that is still unanswered, of any period; null when nobody waits.</summary>
    public DateTimeOffset? OldestWaitingSince { get; init; }
}

/// <summary>Waits that began in the period.</summary>
public sealed record ResponseGroup
{
    /// <summary>The queue, channel, agent, language (<c>und</c> where it isn't known) or day; empty for all.</summary>
    public string Key { get; init; } = "";
    public long Waits { get; init; }
    public long Answered { get; init; }

    /// <summary>Of <see cref="Waits"/>, 0 to 1; null where there are none, as are the other shares.</summary>
    public double? AnsweredShare { get; init; }

    /// <summary>Waits that have a target and whose outcome is known: answered, or missed.</summary>
    public long Judged { get; init; }

    /// <summary>Of <see cref="Judged"/>, 0 to 1: answered within the target.</summary>
    public double? WithinTargetShare { get; init; }
    public long Breached { get; init; }

    /// <summary>Of the answered ones, in calendar time.</summary>
    public ResponseSpread? Seconds { get; init; }

    /// <summary>Of the answered ones with a target, in business time of its calendar, without pauses.</summary>
    public ResponseSpread? BusinessSeconds { get; init; }
}

/// <summary>Percentiles, nearest rank, in seconds.</summary>
public sealed record ResponseSpread
{
    public double Median { get; init; }
    public double P75 { get; init; }
    public double P90 { get; init; }
    public double P95 { get; init; }
    public double Max { get; init; }
}

/// <summary>Matters that were resolved in the period.</summary>
public sealed record ResolutionFigures
{
    public long Resolved { get; init; }

    /// <summary>0 to 1: settled with at most one answer and not opened again; null where there are none.</summary>
    public double? FirstContactShare { get; init; }

    /// <summary>0 to 1: opened again since.</summary>
    public double? ReopenedShare { get; init; }
}
