namespace Orleans.Embedded.Calls;

/// <summary>One call of a method.</summary>
internal abstract class Request(EmbeddedSilo silo, GrainMethod method, object?[] arguments) : GatedTurn
{
    internal GrainMethod Method => method;

    protected EmbeddedSilo Silo => silo;

    /// <summary>What the caller awaits.</summary>
    internal abstract Task Answer { get; }

    internal override bool Interleaves => (method.Interleaves && !silo.Faults.InterleaveIgnored) || silo.Faults.TurnsOverlap;

    // The list of calls that wait for an answer, see OutstandingCalls.
    internal Request? Previous { get; set; }

    internal Request? Next { get; set; }

    internal OutstandingCalls.Stripe? Stripe { get; set; }

    internal long DeadlineMs { get; set; }

    protected Task Call(object target) => method.Invoke(target, silo.Faults.ArgumentsCopied ? FaultyCopies.Of(arguments) : arguments);
}

/// <summary>A call whose caller awaits the answer.</summary>
/// <remarks>A call that ends before its caller could await it never has a promise: the grain's own task is the answer.</remarks>
internal sealed class Request<T>(EmbeddedSilo silo, GrainMethod method, object?[] arguments) : Request(silo, method, arguments)
{
    private TaskCompletionSource<T>? _promise;
    private Task? _ended;

    internal override Task Answer => _promise?.Task ?? _ended!;

    internal override void Expect()
    {
        if (_promise is not null)
            return;
        _promise = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Silo.Outstanding.Add(this, Method.TimeoutMs);
    }

    internal override Task Invoke(object target)
    {
        // Its caller gave up before it began.
        if (_promise is { Task.IsCompleted: true })
            return Task.CompletedTask;
        return Silo.Faults.ExceptionsSwallowed ? Swallow(Call(target)) : Call(target);
    }

    internal override void End(Task task)
    {
        if (_promise is null)
        {
            // A method that threw in place of returning its task left one of no type.
            _ended = task is Task<T> || typeof(T) == typeof(Nothing) ? task : Task.FromException<T>(task.Exception!.InnerException!);
            return;
        }
        Silo.Outstanding.Remove(this);
        // The caller may be gone, then this is who looked at the exception.
        _ = task.Exception;
        if (task is Task<T> typed)
            _promise.TrySetFromTask(typed);
        else if (task.IsCompletedSuccessfully)
            _promise.TrySetResult(default!);
        else if (task.IsCanceled)
            _promise.TrySetCanceled(new TaskCanceledException(task).CancellationToken);
        else
            _promise.TrySetException(task.Exception!.InnerExceptions);
    }

    internal override void Fail(Exception exception)
    {
        if (_promise is null)
        {
            _ended = Task.FromException<T>(exception);
            return;
        }
        Silo.Outstanding.Remove(this);
        _promise.TrySetException(exception);
    }

    private static async Task<T> Swallow(Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task is Task<T> { IsCompletedSuccessfully: true } typed ? await typed : default!;
    }
}

/// <summary>A call that nobody awaits. Whatever becomes of it, nobody hears of it.</summary>
internal sealed class OneWayRequest(EmbeddedSilo silo, GrainMethod method, object?[] arguments) : Request(silo, method, arguments)
{
    internal override Task Answer => Task.CompletedTask;

    internal override Task Invoke(object target) => Call(target);

    // Reading the exception is what keeps it from being reported as unobserved.
    internal override void End(Task task) => _ = task.Exception;

    internal override void Fail(Exception exception)
    {
    }
}

/// <summary>Stands in for the type of results of methods without one.</summary>
internal readonly struct Nothing;
