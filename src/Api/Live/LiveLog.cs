namespace SocialCrm.Live;

internal static partial class LiveLog
{
    [LoggerMessage(2201, LogLevel.Warning, "live: partition {Partition} may have lost changes ({Reason}); its watchers resync")]
    public static partial void Lost(ILogger logger, int partition, string reason);

    [LoggerMessage(2202, LogLevel.Information, "live: a lease was not renewed")]
    public static partial void NotRenewed(ILogger logger, Exception exception);

    [LoggerMessage(2203, LogLevel.Information, "live: the feed was not left in good order; its leases end by themselves")]
    public static partial void NotLeft(ILogger logger, Exception exception);

    [LoggerMessage(2204, LogLevel.Error, "live: a batch of partition {Partition} could not be dispatched; its watchers resync")]
    public static partial void NotDispatched(ILogger logger, int partition, Exception exception);

    [LoggerMessage(2205, LogLevel.Warning, "live: a watched customer could not be brought up to date; its watchers resync")]
    public static partial void NotCaughtUp(ILogger logger, Exception? exception);

    [LoggerMessage(2206, LogLevel.Information, "live: a connection with {Watches} watches stopped reading for {StalledMs} ms; it will resync")]
    public static partial void Behind(ILogger logger, int watches, double stalledMs);

    [LoggerMessage(2207, LogLevel.Error, "live: sending to a connection ended with an unexpected error; the connection is closed")]
    public static partial void SenderFailed(ILogger logger, Exception exception);

    [LoggerMessage(2208, LogLevel.Warning, "live: a watch could not be begun")]
    public static partial void NotWatched(ILogger logger, Exception exception);

    [LoggerMessage(2220, LogLevel.Information, "live: a viewing was not signed off; it ends by itself")]
    public static partial void NotSignedOff(ILogger logger, Exception exception);
}
