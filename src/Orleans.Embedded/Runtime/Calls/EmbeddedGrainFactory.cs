using Orleans.Embedded.Activations;

namespace Orleans.Embedded.Calls;

/// <summary>References to the grains and observers of one silo.</summary>
internal sealed class EmbeddedGrainFactory(EmbeddedSilo silo) : IClusterClient
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        var (table, grainClass) = silo.Classes.Of(typeof(TGrainInterface));
        // A resident grain keeps its reference, so that the next caller doesn't need another.
        if (grainClass.ReferenceOf(primaryKey) is TGrainInterface known)
            return known;
        var proxy = table.NewProxy();
        proxy.ToGrain(table, grainClass, primaryKey);
        return (TGrainInterface)(object)proxy;
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not TGrainObserverInterface)
            throw new ArgumentException($"{obj?.GetType().Name ?? "null"} is not a {typeof(TGrainObserverInterface).Name}.", nameof(obj));
        var table = silo.Classes.OfObserver(typeof(TGrainObserverInterface));
        var proxy = table.NewProxy();
        proxy.ToObserver(table, new ObserverGate(silo, obj));
        return (TGrainObserverInterface)(object)proxy;
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not ReferenceProxy { Observer: { } observer })
            throw new ArgumentException("Not what CreateObjectReference returned.", nameof(obj));
        observer.Delete();
    }
}
