using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>A grain in memory, from the first call for its key to its deactivation.</summary>
internal sealed class Activation(EmbeddedSilo silo, GrainClass grainClass, string key, ReferenceProxy? reference, WorkerPool? pool)
    : TurnGate(silo), IActivationContext
{
    // A request that meets one ending activation after the other is given up in the end.
    private const int MaxMoves = 100;

    private readonly List<IDisposable> _timers = [];
    private DeactivationReason? _reason;
    private TaskCompletionSource? _closed;
    private long _keepUntilMs;

    internal override string Name => $"{grainClass.GrainType}/{key}";

    public string Key => key;

    public IGrainFactory GrainFactory => Silo.Factory;

    /// <summary>Saves callers from making another one.</summary>
    internal ReferenceProxy? Reference => reference;

    internal bool IsResident => Phase is Stage.Open;

    public void DeactivateOnIdle()
    {
        if (!Silo.Faults.DeactivateOnIdleIgnored)
            _ = EndAsync(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));
    }

    public void DelayDeactivation(TimeSpan timeSpan) =>
        _keepUntilMs = timeSpan < TimeSpan.Zero ? 0 : Silo.Clock.NowMs + (long)timeSpan.TotalMilliseconds + CoarseClock.PeriodMs;

    public IGrainTimer RegisterTimer<TState>(Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer<TState>(Silo, this, callback, state, options);
        lock (Scheduler.Sync)
            _timers.Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    internal void Forget(IDisposable timer)
    {
        lock (Scheduler.Sync)
            _timers.Remove(timer);
    }

    /// <summary>Ends it if nobody used it for the age that its class sets.</summary>
    internal void EndIfIdle()
    {
        lock (Scheduler.Sync)
        {
            var now = Silo.Clock.NowMs;
            if (Phase != Stage.Open || !IsUnused || now - LastUsedMs < grainClass.MaxIdleMs || (now < _keepUntilMs && !Silo.Faults.LifetimeIgnored))
                return;
        }
        _ = EndAsync(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nobody called it."), onlyIfUnused: true);
    }

    /// <summary>Ends it after the turns that are under way. The task ends when it is gone.</summary>
    internal Task EndAsync(DeactivationReason reason, bool onlyIfUnused = false)
    {
        lock (Scheduler.Sync)
        {
            if (Phase == Stage.Closed || (onlyIfUnused && !IsUnused))
                return Task.CompletedTask;
            _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _reason ??= reason;
            if (Phase == Stage.Open && BeginClosing() is { } closing && Scheduler.Add(closing))
                Scheduler.Start();
            return _closed.Task;
        }
    }

    protected override Turn Opening() => new LifecycleTurn(ActivateAsync);

    protected override Turn Closing() => new LifecycleTurn(DeactivateAsync);

    private async Task ActivateAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Silo.Options.ResponseTimeout, Silo.Clock.Time);
            var grain = grainClass.Construct(this, out var states);
            Target = grain;
            foreach (var state in states)
                await state.ReadStateAsync();
            if (!Silo.Faults.ActivationSkipped)
                await grain.OnActivateAsync(patience.Token);
        }
        catch (Exception e) when (!Silo.Faults.ActivationFailureIgnored)
        {
            EngineLog.ActivationFailed(Silo.Logger, e, Name);
            foreach (var turn in Vanish())
                turn.Fail(e);
            return;
        }
        lock (Scheduler.Sync)
        {
            if (_reason is null)
                Open();
            else if (BeginClosing() is { } closing)
                Scheduler.Add(closing);
        }
    }

    private async Task DeactivateAsync()
    {
        IDisposable[] timers;
        lock (Scheduler.Sync)
            timers = [.. _timers];
        foreach (var timer in timers)
            timer.Dispose();
        try
        {
            using var patience = new CancellationTokenSource(Silo.Options.ResponseTimeout, Silo.Clock.Time);
            await ((Grain)Target!).OnDeactivateAsync(_reason ?? default, patience.Token);
        }
        catch (Exception e)
        {
            EngineLog.DeactivationFailed(Silo.Logger, e, Name);
        }
        foreach (var turn in Vanish())
            Move(turn);
    }

    private void Move(GatedTurn turn)
    {
        if (turn is not Request request)
            return;
        if (++request.Moves > MaxMoves || Silo.Faults.CallsDroppedAtDeactivation)
            request.Fail(new OrleansException($"{Name} was deactivated {request.Moves} times before it came to {request.Method.Name}."));
        else
            grainClass.Deliver(key, request);
    }

    // Off the directory first, then those that waited: they find the next activation.
    private IEnumerable<GatedTurn> Vanish()
    {
        IEnumerable<GatedTurn>? waiting;
        lock (Scheduler.Sync)
        {
            waiting = Close();
            Target = null;
        }
        if (pool is null)
            grainClass.Forget(key, this);
        else
            pool.Forget(this);
        _closed?.TrySetResult();
        return waiting ?? [];
    }
}
