namespace Orleans;

/// <summary>Hands out references. A reference is cheap, never fails to be made, and outlives the activations it reaches.</summary>
public interface IGrainFactory
{
    /// <summary>The reference of the grain with this key. Nothing is activated until the first call.</summary>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey) where TGrainInterface : IGrainWithStringKey;

    /// <summary>Makes an object callable by grains until <see cref="DeleteObjectReference{TGrainObserverInterface}"/>. The caller keeps the object alive.</summary>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends an observer, given what <see cref="CreateObjectReference{TGrainObserverInterface}"/> returned. Later calls fail; one-way calls are lost.</summary>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;
}

/// <summary>The factory as a host sees it. One per host.</summary>
public interface IClusterClient : IGrainFactory;
