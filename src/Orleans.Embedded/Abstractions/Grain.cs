using Orleans.Runtime;

namespace Orleans;

/// <summary>What the engine asks of every grain.</summary>
public interface IGrainBase
{
    /// <summary>Runs before the first request. An exception reaches the callers that wait, and the next call activates anew.</summary>
    Task OnActivateAsync(CancellationToken cancellationToken);

    /// <summary>Runs after the last request. Not called when the process dies: state that matters is stored before.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken);
}

/// <summary>The base class of grains. One activation per key, one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly IActivationContext? _context = ActivationUnderConstruction.Current;

    internal IActivationContext Context =>
        _context ?? throw new InvalidOperationException($"{GetType().Name} was constructed outside of the engine and has no activation.");

    /// <summary>References to other grains.</summary>
    protected IGrainFactory GrainFactory => Context.GrainFactory;

    /// <inheritdoc/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation after the current turn. Waiting and later calls go to the next one.</summary>
    protected void DeactivateOnIdle() => Context.DeactivateOnIdle();

    /// <summary>Puts idle deactivation off for at least <paramref name="timeSpan"/> from now; negative takes the delay back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Context.DelayDeactivation(timeSpan);
}
