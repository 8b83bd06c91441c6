using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>
/// Runs what belongs to one activation, one thing at a time: turns that begin and continuations of turns under way, in the order in which they came.
/// It borrows threads of the pool, or the thread of a caller from outside when nothing else runs.
/// </summary>
internal sealed class TurnScheduler(EngineFaults faults) : TaskScheduler, IThreadPoolWorkItem
{
    // Then other activations get the thread: with a microsecond an item, that is soon.
    private const int MaxItemsPerRun = 64;

    private static readonly Action<object?> RunTurn = static turn => ((Turn)turn!).Run();

    private readonly Queue<object> _ready = new();
    private bool _isBusy;
    private object? _starting;

    /// <summary>Guards this scheduler and the gate before it.</summary>
    internal object Sync => _ready;

    /// <summary>Takes the right to run; <see cref="Sync"/> is held.</summary>
    internal bool TryEnter()
    {
        if (_isBusy)
            return false;
        return _isBusy = true;
    }

    /// <summary>Adds work; true asks the caller to <see cref="Start"/>, after giving <see cref="Sync"/> back, which is held.</summary>
    internal bool Add(object work)
    {
        _ready.Enqueue(work);
        return TryEnter();
    }

    internal void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    internal void Enqueue(object work)
    {
        bool isIdle;
        lock (Sync)
            isIdle = Add(work);
        if (isIdle)
            Start();
    }

    /// <summary>Runs a turn on the calling thread, which has the right to.</summary>
    internal void RunHere(Turn turn)
    {
        if (faults.SchedulerLeft)
        {
            turn.Run();
            return;
        }
        var task = new Task(RunTurn, turn);
        _starting = task;
        task.RunSynchronously(this);
    }

    /// <summary>Gives back what <see cref="TryEnter"/> took.</summary>
    internal void Leave()
    {
        lock (Sync)
        {
            if (_ready.Count == 0)
            {
                _isBusy = false;
                return;
            }
        }
        Start();
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var i = 0; i < MaxItemsPerRun; i++)
        {
            object? work;
            lock (Sync)
            {
                if (!_ready.TryDequeue(out work))
                {
                    _isBusy = false;
                    return;
                }
            }
            if (work is Task task)
                TryExecuteTask(task);
            else
                RunHere((Turn)work);
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        if (faults.ContinuationsOverlap)
            RunBeside(task);
        else
            Enqueue(task);
    }

    // On the thread that runs this activation's code right now, and nowhere else. Current is the innermost activation of a thread.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
    {
        if (ReferenceEquals(task, _starting))
        {
            _starting = null;
            return TryExecuteTask(task);
        }
        return !taskWasPreviouslyQueued && ReferenceEquals(Current, this) && TryExecuteTask(task);
    }

    // Apart from QueueTask, which would pay for the closure.
    private void RunBeside(Task task) => new Thread(() => TryExecuteTask(task)) { IsBackground = true }.UnsafeStart();

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Sync)
            return [.. _ready.OfType<Task>()];
    }
}
