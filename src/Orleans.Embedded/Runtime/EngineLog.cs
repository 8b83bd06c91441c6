using Microsoft.Extensions.Logging;

namespace Orleans.Embedded;

internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Warning, "Activation of {Grain} failed", EventName = "engine.activation-failed")]
    internal static partial void ActivationFailed(ILogger logger, Exception exception, string grain);

    [LoggerMessage(2, LogLevel.Error, "OnDeactivateAsync of {Grain} failed", EventName = "engine.deactivation-failed")]
    internal static partial void DeactivationFailed(ILogger logger, Exception exception, string grain);

    [LoggerMessage(3, LogLevel.Error, "A timer callback of {Grain} failed", EventName = "engine.timer-failed")]
    internal static partial void TimerFailed(ILogger logger, Exception exception, string grain);

    [LoggerMessage(4, LogLevel.Warning, "Stopped with {Calls} calls under way and {Activations} grains in memory", EventName = "engine.stop-cut-short")]
    internal static partial void StopCutShort(ILogger logger, int calls, int activations);

    [LoggerMessage(5, LogLevel.Error, "A sweep failed", EventName = "engine.sweep-failed")]
    internal static partial void SweepFailed(ILogger logger, Exception exception);
}
