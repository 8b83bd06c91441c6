using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>An object of the host that grains call: in order, one call at a time, until it is deleted.</summary>
internal sealed class ObserverGate : TurnGate
{
    internal ObserverGate(EmbeddedSilo silo, IGrainObserver observer)
        : base(silo)
    {
        Target = observer;
        Phase = Stage.Open;
        Name = observer.GetType().Name;
    }

    internal override string Name { get; }

    public override Exception Refusal() => Phase == Stage.Closed ? new OrleansException($"The observer {Name} was deleted.") : base.Refusal();

    internal void Delete()
    {
        Queue<Calls.GatedTurn>? waiting;
        lock (Scheduler.Sync)
            waiting = Close();
        foreach (var turn in waiting ?? [])
            turn.Fail(Refusal());
    }
}
