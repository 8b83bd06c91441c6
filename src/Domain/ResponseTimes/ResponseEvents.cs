using SocialCrm.Conversations;

namespace SocialCrm.ResponseTimes;

/// <summary>A wait began for which there is a target, or its beginning or kind turned out otherwise (<see cref="Replaces"/>).</summary>
public sealed record ClockStarted(Clock Clock) : ConversationEvent
{
    /// <summary>The beginning of the clock of the same wait that this one stands for now; a breach that it had stays.</summary>
    public DateTimeOffset? Replaces { get; init; }
}

/// <summary>The clock stands still, runs on, or has another target: as it is now.</summary>
public sealed record ClockChanged(Clock Clock) : ConversationEvent;

/// <summary>Nobody waits any more without having been answered: resolved, or the wait turned out to be none.</summary>
public sealed record ClockDropped(ClockKind Kind, DateTimeOffset Since) : ConversationEvent
{
    /// <summary>It turned out that nobody had waited.</summary>
    public bool Never { get; init; }
}

/// <summary>So many of a clock's marks were judged, and the next one is due then. What the mark was stands beside it in the same row.</summary>
public sealed record MarkPassed(ClockKind Kind, DateTimeOffset Since, int Passed, DateTimeOffset? NextAt) : ConversationEvent;

/// <summary>A share of the target has passed.</summary>
/// <param name="LateMs">How long after its time it was judged; 0 below a second.</param>
public sealed record TargetWarned(ClockKind Kind, DateTimeOffset Since, int Percent, DateTimeOffset DueAt, long LateMs) : ConversationEvent;

/// <summary>The target was missed: once per wait.</summary>
/// <param name="DueAt">The last moment in time.</param>
/// <param name="LateMs">How long after <paramref name="DueAt"/> it was judged; 0 below a second.</param>
public sealed record TargetBreached(ClockKind Kind, DateTimeOffset Since, string Policy, long Configuration, DateTimeOffset DueAt, long LateMs) : ConversationEvent;

/// <summary>An answer that came late to us was given in time: there was no breach.</summary>
public sealed record BreachWithdrawn(ClockKind Kind, DateTimeOffset Since) : ConversationEvent;

/// <summary>A wait ended with a human answer (or a matter with its resolution).</summary>
public sealed record ResponseGiven : ConversationEvent
{
    public ClockKind Kind { get; init; }
    public DateTimeOffset Since { get; init; }

    /// <summary>By the answer's own time.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who answered; null where that isn't known.</summary>
    public string? By { get; init; }

    /// <summary>Business time of the policy's calendar without pauses, in milliseconds; null without a target.</summary>
    public long? BusinessMs { get; init; }
    public long? TargetMs { get; init; }

    /// <summary>Business time beyond the target, in milliseconds; 0 in time.</summary>
    public long LateMs { get; init; }
}

/// <summary>The answer of this wait turned out to be another one, or none: what was said of it doesn't count.</summary>
public sealed record ResponseWithdrawn(ClockKind Kind, DateTimeOffset Since) : ConversationEvent;

/// <summary>Past traffic is all in: from now on, deadlines run.</summary>
public sealed record HistoryEnded : ConversationEvent;
