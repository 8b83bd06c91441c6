using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>The activations of one key of a stateless worker: a call goes to a free one, to a new one while there may be more, else to the least loaded.</summary>
internal sealed class WorkerPool(EmbeddedSilo silo, GrainClass grainClass, string key, ReferenceProxy? reference) : ITurnTarget
{
    private readonly List<Activation> _workers = [];

    internal ReferenceProxy? Reference => reference;

    internal IReadOnlyList<Activation> Workers
    {
        get
        {
            lock (_workers)
                return [.. _workers];
        }
    }

    public Admission Offer(GatedTurn turn, bool mayRunInline)
    {
        while (true)
        {
            var worker = Choose();
            var admission = worker.Offer(turn, mayRunInline);
            if (admission != Admission.Gone)
                return admission;
            Forget(worker);
        }
    }

    public Exception Refusal() => Choose().Refusal();

    internal void Forget(Activation worker)
    {
        lock (_workers)
            _workers.Remove(worker);
    }

    private Activation Choose()
    {
        lock (_workers)
        {
            var best = _workers.MinBy(w => w.Load);
            if (best is not null && (best.Load == 0 || _workers.Count >= grainClass.MaxWorkers))
                return best;
            var worker = new Activation(silo, grainClass, key, reference, this);
            _workers.Add(worker);
            return worker;
        }
    }
}
