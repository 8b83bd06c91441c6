using Microsoft.Extensions.Logging;

namespace SocialCrm.Live;

internal static partial class FeedLog
{
    [LoggerMessage(2101, LogLevel.Warning, "feed: partition {Partition} begins a new epoch ({Reason}); {Observers} hosts will resync")]
    public static partial void EpochBegan(ILogger logger, int partition, string reason, int observers);

    [LoggerMessage(2102, LogLevel.Warning, "feed: {Changes} changes of partition {Partition} were not passed on ({Reason}); watchers will resync")]
    public static partial void PublicationLost(ILogger logger, int partition, int changes, string reason, Exception? exception);

    [LoggerMessage(2103, LogLevel.Warning, "feed: {Partitions} partitions were not drained within {TimeoutMs} ms of stopping")]
    public static partial void NotDrained(ILogger logger, int partitions, double timeoutMs);
}
