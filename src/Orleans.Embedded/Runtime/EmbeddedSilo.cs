using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Hosting;

namespace Orleans.Embedded;

/// <summary>The engine of one process: grain classes, calls under way, the clock that times them out and ends idle activations.</summary>
internal sealed class EmbeddedSilo : IDisposable
{
    private const int MaxStopRounds = 3;

    private readonly ITimer _sweep;
    private long _lastCollectionMs;
    private int _isSweeping;

    public EmbeddedSilo(IServiceProvider services, IOptions<EmbeddedOrleansOptions> options, TimeProvider time, ILogger<EmbeddedSilo> logger)
    {
        Services = services;
        Options = options.Value;
        Faults = Options.Faults;
        Logger = logger;
        Clock = new CoarseClock(time);
        Outstanding = new OutstandingCalls(Clock);
        Factory = new EmbeddedGrainFactory(this);
        Classes = new GrainClasses(Options.GrainAssemblies, this);
        var period = TimeSpan.FromMilliseconds(CoarseClock.PeriodMs);
        _sweep = time.CreateTimer(static silo => ((EmbeddedSilo)silo!).Sweep(), this, period, period);
    }

    internal IServiceProvider Services { get; }

    internal EmbeddedOrleansOptions Options { get; }

    internal EngineFaults Faults { get; }

    internal ILogger Logger { get; }

    internal CoarseClock Clock { get; }

    internal OutstandingCalls Outstanding { get; }

    internal EmbeddedGrainFactory Factory { get; }

    internal GrainClasses Classes { get; }

    /// <summary>Calls from outside of grains are refused.</summary>
    internal bool IsStopping { get; private set; }

    internal IEnumerable<Activation> Activations => Classes.All.SelectMany(c => c.Activations);

    /// <summary>Refuses calls from outside, waits for those under way, then deactivates all grains. Cancelling cuts it short, without an exception.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        IsStopping = true;
        try
        {
            await Outstanding.WhenNoneAsync().WaitAsync(cancellationToken);
            var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host is stopping.");
            // Deactivations may call, and so activate, other grains.
            for (var round = 0; round < MaxStopRounds && !Faults.StopForgetsActivations; round++)
                await Task.WhenAll(Activations.Select(a => a.EndAsync(reason))).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            EngineLog.StopCutShort(Logger, Outstanding.Count, Activations.Count());
        }
    }

    public void Dispose() => _sweep.Dispose();

    private void Sweep()
    {
        if (Interlocked.Exchange(ref _isSweeping, 1) == 1)
            return;
        try
        {
            Clock.Advance();
            if (!Faults.TimeoutsIgnored)
                Outstanding.FailLate();
            if (Clock.NowMs - _lastCollectionMs < Options.CollectionInterval.TotalMilliseconds)
                return;
            _lastCollectionMs = Clock.NowMs;
            foreach (var activation in Activations)
                activation.EndIfIdle();
        }
        catch (Exception e)
        {
            EngineLog.SweepFailed(Logger, e);
        }
        finally
        {
            Volatile.Write(ref _isSweeping, 0);
        }
    }
}
