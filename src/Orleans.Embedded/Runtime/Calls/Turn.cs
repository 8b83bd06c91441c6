namespace Orleans.Embedded.Calls;

/// <summary>Something that starts on an activation's scheduler.</summary>
internal abstract class Turn
{
    /// <summary>Runs inside a task of the scheduler. Doesn't throw.</summary>
    internal abstract void Run();
}

/// <summary>Activation and deactivation: outside of the gate that requests pass.</summary>
internal sealed class LifecycleTurn(Func<Task> body) : Turn
{
    internal override void Run() => _ = body();
}

/// <summary>A request or a timer tick: one at a time per gate, unless it interleaves.</summary>
internal abstract class GatedTurn : Turn
{
    internal Activations.TurnGate Gate { get; set; } = null!;

    internal abstract bool Interleaves { get; }

    /// <summary>Whether it puts idle deactivation off.</summary>
    internal virtual bool IsUse => true;

    /// <summary>Whether the bound on waiting requests applies to it.</summary>
    internal virtual bool IsBounded => true;

    /// <summary>How often it was handed from an ending activation to the next one.</summary>
    internal int Moves { get; set; }

    /// <summary>Calls the grain. May throw.</summary>
    internal abstract Task Invoke(object target);

    /// <summary>It won't end before the caller goes on: whatever the caller is to await must exist now.</summary>
    internal virtual void Expect()
    {
    }

    /// <summary>The task of <see cref="Invoke"/> ended.</summary>
    internal abstract void End(Task task);

    /// <summary>It was never started and won't be.</summary>
    internal abstract void Fail(Exception exception);

    internal sealed override void Run() => Gate.Begin(this);
}
