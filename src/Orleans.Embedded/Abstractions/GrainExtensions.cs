using Orleans.Runtime;

namespace Orleans;

public static class GrainExtensions
{
    /// <summary>The string key of a grain, seen from inside or through its reference.</summary>
    /// <exception cref="InvalidOperationException">Not a grain, or not one with a string key.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain switch
    {
        Grain self => self.Context.Key,
        IKeyedReference reference => reference.Key,
        _ => throw new InvalidOperationException($"{grain?.GetType().Name ?? "null"} has no string key."),
    };
}

public static class GrainBaseExtensions
{
    /// <summary>
    /// Starts a timer whose callback runs on the grain's scheduler, as a turn of its own or, when <see cref="GrainTimerCreationOptions.Interleave"/> is set,
    /// between turns. A tick is not due before the former callback's task ended. Ticks don't keep the grain from being idle unless
    /// <see cref="GrainTimerCreationOptions.KeepAlive"/> is set. Exceptions are logged and the timer goes on. It ends with the activation.
    /// </summary>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return grain is Grain self
            ? self.Context.RegisterTimer(callback, state, options)
            : throw new InvalidOperationException($"{grain?.GetType().Name ?? "null"} is not a {nameof(Grain)}.");
    }
}
