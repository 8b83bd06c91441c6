using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A running grain timer. Disposing it stops it and cancels the token of a callback under way.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Starts over with these times; <see cref="Timeout.InfiniteTimeSpan"/> as due time stops the timer, as period makes it fire once.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a grain timer fires and how its callback mixes with the grain's turns.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>From registration to the first tick.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of one callback to the next tick; <see cref="Timeout.InfiniteTimeSpan"/> fires once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether callbacks run between the turns of requests under way. Default false: a callback waits for its turn.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a tick counts as use of the grain for idle deactivation. Default false.</summary>
    public bool KeepAlive { get; init; }
}
