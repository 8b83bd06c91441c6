using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>A timer of a grain. Its tick is a turn, one and the same each time: it is armed again when the callback ended.</summary>
internal sealed class GrainTimer<TState> : GatedTurn, IGrainTimer
{
    private readonly EmbeddedSilo _silo;
    private readonly Activation _activation;
    private readonly Func<TState, CancellationToken, Task> _callback;
    private readonly TState _state;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private TimeSpan _period;
    private TimeSpan? _changedDue;
    private bool _isUnderWay;

    internal GrainTimer(
        EmbeddedSilo silo, Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        (_silo, _activation, _callback, _state, _options) = (silo, activation, callback, state, options);
        _timer = silo.Clock.Time.CreateTimer(
            static timer => ((GrainTimer<TState>)timer!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal override bool Interleaves => _options.Interleave || _silo.Faults.TimersOverlap;

    internal override bool IsUse => _options.KeepAlive;

    internal override bool IsBounded => false;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _period = period;
            if (_isUnderWay)
                _changedDue = dueTime;
            else
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_stopped.IsCancellationRequested)
                return;
            _timer.Dispose();
        }
        _stopped.Cancel();
        _activation.Forget(this);
    }

    internal override Task Invoke(object target) => _stopped.IsCancellationRequested ? Task.CompletedTask : _callback(_state, _stopped.Token);

    internal override void End(Task task)
    {
        if (task.Exception is { } exception && !_stopped.IsCancellationRequested)
            EngineLog.TimerFailed(_silo.Logger, exception.InnerException ?? exception, _activation.Name);
        lock (_lock)
        {
            _isUnderWay = false;
            _timer.Change(_changedDue ?? _period, Timeout.InfiniteTimeSpan);
            _changedDue = null;
        }
    }

    internal override void Fail(Exception exception)
    {
    }

    private void Tick()
    {
        lock (_lock)
        {
            if (_isUnderWay || _stopped.IsCancellationRequested)
                return;
            _isUnderWay = true;
        }
        _activation.Offer(this, mayRunInline: false);
    }
}
