using Microsoft.Extensions.Logging;

namespace SocialCrm.Journal.Writing;

internal static partial class WriterLog
{
    [LoggerMessage(2001, LogLevel.Error, "A transaction of {Rows} rows failed; its {Appends} callers were told that the outcome isn't known")]
    public static partial void GroupFailed(this ILogger log, int rows, int appends, Exception exception);

    [LoggerMessage(2002, LogLevel.Debug, "{Refused} of {Appends} appends were refused")]
    public static partial void Refused(this ILogger log, int refused, int appends);

    [LoggerMessage(2003, LogLevel.Warning, "A group of {Appends} appends was refused for a reason that isn't known; it is tried in halves")]
    public static partial void Halved(this ILogger log, int appends);

    [LoggerMessage(2004, LogLevel.Error, "The change sink threw; watchers may have to read again")]
    public static partial void SinkFailed(this ILogger log, Exception exception);

    [LoggerMessage(2005, LogLevel.Warning, "A transaction failed before its COMMIT; it is repeated on a new connection")]
    public static partial void Repeated(this ILogger log, Exception exception);

    [LoggerMessage(2006, LogLevel.Warning, "The connection was lost at COMMIT of transaction {Xid}; asking what became of it")]
    public static partial void OutcomeLost(this ILogger log, ulong xid, Exception exception);

    [LoggerMessage(2007, LogLevel.Information, "Transaction {Xid} was {Status}")]
    public static partial void OutcomeFound(this ILogger log, ulong xid, string status);
}
