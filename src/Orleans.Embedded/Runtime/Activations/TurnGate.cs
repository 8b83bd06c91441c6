using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

internal enum Admission
{
    /// <summary>It runs, waits, or has run.</summary>
    Taken,

    /// <summary>Too many wait.</summary>
    Refused,

    /// <summary>Nothing will run here any more.</summary>
    Gone,
}

/// <summary>Where a reference sends its requests.</summary>
internal interface ITurnTarget
{
    Admission Offer(GatedTurn turn, bool mayRunInline);

    Exception Refusal();
}

/// <summary>
/// Lets one turn at a time through to an object, and interleaving ones any time, all on the object's own scheduler. Others wait, up to a bound.
/// </summary>
internal abstract class TurnGate(EmbeddedSilo silo) : ITurnTarget
{
    // Read and written with Scheduler.Sync held.
    private Queue<GatedTurn>? _waiting;
    private bool _isHeld;
    private int _running;

    protected enum Stage : byte
    {
        New,
        Opening,
        Open,
        Closing,
        Closed,
    }

    internal abstract string Name { get; }

    internal TurnScheduler Scheduler { get; } = new(silo.Faults);

    protected EmbeddedSilo Silo => silo;

    protected Stage Phase { get; set; }

    protected object? Target { get; set; }

    protected long LastUsedMs { get; set; }

    protected bool IsUnused => (_running == 0 && WaitingCount == 0) || silo.Faults.BusyIsIdle;

    /// <summary>Turns that run and wait.</summary>
    internal int Load => Volatile.Read(ref _running) + WaitingCount;

    internal int WaitingCount => _waiting?.Count ?? 0;

    public Admission Offer(GatedTurn turn, bool mayRunInline)
    {
        bool isInline, mustStart = false;
        turn.Gate = this;
        lock (Scheduler.Sync)
        {
            if (Phase == Stage.Closed)
                return Admission.Gone;
            // As Orleans counts: the one that runs and a thousand that wait are let in.
            if (_running + WaitingCount > silo.Options.MaxWaitingRequests && turn.IsBounded && !silo.Faults.QueueUnbounded)
                return Admission.Refused;
            if (Phase != Stage.Open || (_isHeld && !turn.Interleaves))
            {
                Wait(turn);
                return Admission.Taken;
            }
            Admit(turn);
            isInline = mayRunInline && Scheduler.TryEnter();
            if (!isInline)
            {
                turn.Expect();
                mustStart = Scheduler.Add(turn);
            }
        }
        if (isInline)
            RunInline(turn);
        else if (mustStart)
            Scheduler.Start();
        return Admission.Taken;
    }

    public virtual Exception Refusal() => new LimitExceededException($"{Name} has {silo.Options.MaxWaitingRequests} waiting requests.");

    /// <summary>Calls the object; runs on the scheduler.</summary>
    internal void Begin(GatedTurn turn)
    {
        Task task;
        try
        {
            task = turn.Invoke(Target!);
        }
        catch (Exception e)
        {
            task = Task.FromException(e);
        }
        if (task.IsCompleted)
        {
            Finish(turn, task);
            return;
        }
        turn.Expect();
        _ = task.ContinueWith(
            static (ended, state) => ((GatedTurn)state!).Gate.Finish((GatedTurn)state, ended),
            turn, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, Scheduler);
    }

    /// <summary>The first turn was offered; what opens the gate is to be queued. Sync is held.</summary>
    protected virtual Turn Opening() => throw new InvalidOperationException();

    /// <summary>The gate is closing and the last turn ended. Sync is held.</summary>
    protected virtual Turn Closing() => throw new InvalidOperationException();

    /// <summary>Lets those in that waited for the gate to open. Sync is held.</summary>
    protected void Open()
    {
        Phase = Stage.Open;
        LastUsedMs = silo.Clock.NowMs;
        for (var left = WaitingCount; left > 0; left--)
        {
            var turn = _waiting!.Dequeue();
            if (_isHeld && !turn.Interleaves)
            {
                _waiting.Enqueue(turn);
                continue;
            }
            Admit(turn);
            Scheduler.Add(turn);
        }
    }

    /// <summary>Lets nobody in any more and returns what is to run once those inside are done, when they are. Sync is held.</summary>
    protected Turn? BeginClosing()
    {
        Phase = Stage.Closing;
        return _running == 0 ? Closing() : null;
    }

    /// <summary>Ends the gate. Sync is held.</summary>
    protected Queue<GatedTurn>? Close()
    {
        Phase = Stage.Closed;
        var waiting = _waiting;
        _waiting = null;
        return waiting;
    }

    private void Wait(GatedTurn turn)
    {
        turn.Expect();
        (_waiting ??= new Queue<GatedTurn>()).Enqueue(turn);
        if (Phase == Stage.New)
        {
            Phase = Stage.Opening;
            if (Scheduler.Add(Opening()))
                Scheduler.Start();
        }
    }

    private void Admit(GatedTurn turn)
    {
        _running++;
        _isHeld |= !turn.Interleaves;
    }

    // The caller's async-locals stay outside, as they would in another process.
    private void RunInline(GatedTurn turn)
    {
        var outside = silo.Faults.ContextFlowsIn ? null : CleanContext.Enter();
        try
        {
            Scheduler.RunHere(turn);
        }
        finally
        {
            CleanContext.Leave(outside);
            Scheduler.Leave();
        }
    }

    private void Finish(GatedTurn turn, Task task)
    {
        lock (Scheduler.Sync)
        {
            _running--;
            if (turn.IsUse)
                LastUsedMs = silo.Clock.NowMs;
            var mustStart = false;
            if (!turn.Interleaves)
            {
                _isHeld = false;
                if (Phase == Stage.Open && _waiting is { Count: > 0 })
                {
                    var next = _waiting.Dequeue();
                    Admit(next);
                    mustStart = Scheduler.Add(next);
                }
            }
            if (Phase == Stage.Closing && _running == 0)
                mustStart |= Scheduler.Add(Closing());
            if (mustStart)
                Scheduler.Start();
        }
        turn.End(task);
    }
}
