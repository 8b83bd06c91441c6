namespace Orleans.Embedded;

/// <summary>
/// Ways to break what a grain may rely on, one per sentence, so that the engine's tests can show that they would notice.
/// Never set outside of them; a branch on a constant field is all it costs.
/// </summary>
internal sealed record EngineFaults
{
    internal static readonly EngineFaults None = new();

    /// <summary>Every request interleaves.</summary>
    internal bool TurnsOverlap { get; init; }

    /// <summary>[AlwaysInterleave] is not seen.</summary>
    internal bool InterleaveIgnored { get; init; }

    /// <summary>Turns begin outside of the activation's scheduler, and so go on outside of it.</summary>
    internal bool SchedulerLeft { get; init; }

    /// <summary>The scheduler runs what is queued at once, whatever else runs.</summary>
    internal bool ContinuationsOverlap { get; init; }

    /// <summary>Requests start without OnActivateAsync.</summary>
    internal bool ActivationSkipped { get; init; }

    /// <summary>An activation whose OnActivateAsync failed stays and serves.</summary>
    internal bool ActivationFailureIgnored { get; init; }

    internal bool NeverIdle { get; init; }

    /// <summary>A grain with a call under way counts as unused.</summary>
    internal bool BusyIsIdle { get; init; }

    /// <summary>[KeepAlive], [CollectionAgeLimit] and DelayDeactivation are not seen.</summary>
    internal bool LifetimeIgnored { get; init; }

    internal bool DeactivateOnIdleIgnored { get; init; }

    internal bool ExceptionsSwallowed { get; init; }

    internal bool OneWayAwaited { get; init; }

    internal bool TimeoutsIgnored { get; init; }

    /// <summary>Calls that meet a deactivating activation fail.</summary>
    internal bool CallsDroppedAtDeactivation { get; init; }

    internal bool QueueUnbounded { get; init; }

    internal bool ArgumentsCopied { get; init; }

    /// <summary>The callers' async-locals are seen inside of turns.</summary>
    internal bool ContextFlowsIn { get; init; }

    internal bool RulesUnchecked { get; init; }

    /// <summary>Timer callbacks run between the turns of requests whatever their options say.</summary>
    internal bool TimersOverlap { get; init; }

    internal bool WorkersSingle { get; init; }

    internal bool StopForgetsActivations { get; init; }
}
