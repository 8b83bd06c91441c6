using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain's base class needs of the engine.</summary>
internal interface IActivationContext
{
    string Key { get; }

    IGrainFactory GrainFactory { get; }

    void DeactivateOnIdle();

    void DelayDeactivation(TimeSpan timeSpan);

    IGrainTimer RegisterTimer<TState>(Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options);
}

/// <summary>The activation whose grain is being constructed on this thread, so that a constructor may already ask for its key.</summary>
internal static class ActivationUnderConstruction
{
    [ThreadStatic]
    internal static IActivationContext? Current;
}

/// <summary>A reference that knows its key.</summary>
internal interface IKeyedReference
{
    string Key { get; }
}
