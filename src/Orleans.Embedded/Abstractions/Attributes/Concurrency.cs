using Orleans.Placement;

namespace Orleans.Concurrency;

/// <summary>Calls of this method don't wait for the running request to end: they run between its turns, still on the activation's scheduler.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>The caller doesn't wait and learns nothing: the call may be lost, its exceptions are.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>A grain without identity of its own: one key may have several activations in a process, and a call goes to one that is free.</summary>
/// <param name="maxLocalWorkers">At most so many activations per key and process; -1 stands for the number of processors.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute(int maxLocalWorkers) : PlacementAttribute
{
    public StatelessWorkerAttribute()
        : this(-1)
    {
    }

    internal int MaxLocalWorkers { get; } = maxLocalWorkers > 0 ? maxLocalWorkers : Environment.ProcessorCount;
}
