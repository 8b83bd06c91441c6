namespace SocialCrm.Live;

/// <summary>The bounds of watching, on one host.</summary>
public sealed record LiveOptions
{
    /// <summary>Most watches of one connection. Default 2,000; a further one is refused with <c>too-many-watches</c>.</summary>
    public int MaxWatchesPerConnection { get; init; } = 2_000;

    /// <summary>Most conversations of one queue watch whose change waits to be sent. Default 1,000; beyond it the watch gets <c>resync</c>.</summary>
    public int MaxWaitingPerQueue { get; init; } = 1_000;

    /// <summary>Most batches of the feed that wait on this host. Default 10,000; beyond it a partition's watchers get <c>resync</c>.</summary>
    public int MaxWaitingBatches { get; init; } = 10_000;

    /// <summary>How long a customer's change waits for the one before it. Default 250 ms; then the state is read again.</summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long one send may wait for its reader. Default 10 s; then what the connection was sent is forgotten, and it gets <c>resync</c> once it reads.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may take nothing at all. Default 60 s; then it is closed.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a lease of the feed may take to be given. Default 5 s; then the watch is refused with <c>unavailable</c>.</summary>
    public TimeSpan LeaseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes that wait in this process for one connection's reader before sends wait. Default 64 KiB; the kernel's buffers come on top.</summary>
    public int BufferBytes { get; init; } = 64 * 1024;

    /// <summary>Most bytes of one message of a client. Default 4 KiB.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024;
}
