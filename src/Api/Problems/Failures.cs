using Orleans.Runtime;
using SocialCrm.Journal;

namespace SocialCrm.Api.Problems;

/// <summary>What went wrong below, as the problem that the sender hears of: never the exception's text.</summary>
internal static partial class Failures
{
    /// <summary>How long a sender should wait when the store is away, in seconds.</summary>
    public const int RetryUnavailableSeconds = 2;

    /// <summary>How long a sender should wait when too much is in flight, in seconds.</summary>
    public const int RetryOverloadedSeconds = 1;

    public static Problem Of(Exception exception, HttpContext context, ILogger logger)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                return OfStatus(bad.StatusCode);
            case InvalidCursorException:
                return Problem.Invalid("cursor", Rule.Cursor);
            case LimitExceededException:
                return new Problem(ProblemType.Overloaded) { RetryAfterSeconds = RetryOverloadedSeconds };
            // Orleans cancels a call that it could not place in time; a sender who went away hears nothing in any case.
            case StoreUnavailableException or TimeoutException or OperationCanceledException or OrleansException:
                LogUnavailable(logger, exception.GetType().Name, context.GetEndpoint()?.DisplayName);
                return Unavailable;
            default:
                LogFailed(logger, exception, context.GetEndpoint()?.DisplayName, System.Diagnostics.Activity.Current?.Id ?? context.TraceIdentifier);
                return new Problem(ProblemType.InternalError);
        }
    }

    public static Problem Unavailable => new(ProblemType.Unavailable) { RetryAfterSeconds = RetryUnavailableSeconds };

    /// <summary>The problem of a bare status code that something below us answered.</summary>
    public static Problem OfStatus(int status) => ProblemType.OfStatus(status) is var type && type == ProblemType.Unavailable ? Unavailable : new Problem(type)
    {
        Bounds = type == ProblemType.BodyTooLarge ? [Hosting.Bounds.MaxBodyBytes] : [],
    };

    [LoggerMessage(2001, LogLevel.Warning, "{Exception} at {Endpoint}: answered 503")]
    private static partial void LogUnavailable(ILogger logger, string exception, string? endpoint);

    [LoggerMessage(2002, LogLevel.Error, "Failed at {Endpoint}, trace {TraceId}: answered 500")]
    private static partial void LogFailed(ILogger logger, Exception exception, string? endpoint, string traceId);
}
