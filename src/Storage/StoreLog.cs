using Microsoft.Extensions.Logging;

namespace SocialCrm.Storage;

internal static partial class StoreLog
{
    [LoggerMessage(2100, LogLevel.Information, "The {Store} store is open at schema version {Version}")]
    public static partial void Opened(this ILogger log, string store, int version);

    [LoggerMessage(2101, LogLevel.Warning, "The store can't commit")]
    public static partial void CannotCommit(this ILogger log, Exception exception);
}
