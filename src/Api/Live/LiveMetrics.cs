using System.Diagnostics.Metrics;

namespace SocialCrm.Live;

/// <summary>The figures of the watching side. Losses of the feed are counted with the publisher's, as <c>crm.feed.losses</c>.</summary>
internal static class LiveMetrics
{
    private static readonly Meter Meter = new("SocialCrm");

    public static readonly UpDownCounter<int> Connections = Meter.CreateUpDownCounter<int>("crm.live.connections", "{connection}", "Connections to the hub.");

    public static readonly UpDownCounter<int> Watches = Meter.CreateUpDownCounter<int>("crm.live.watches", "{watch}", "Customers, conversations and queues watched, by all connections.");

    public static readonly Counter<long> Sent = Meter.CreateCounter<long>("crm.live.sent", "{message}", "Changes sent to clients.");

    public static readonly Counter<long> Coalesced = Meter.CreateCounter<long>("crm.live.coalesced", "{message}", "Of them, those that stood for several changes.");

    public static readonly Counter<long> Resyncs = Meter.CreateCounter<long>("crm.live.resyncs", "{message}", "Watches that ended with a resync.");

    public static readonly Counter<long> Behind = Meter.CreateCounter<long>("crm.live.behind", "{connection}", "Connections that stopped reading for too long.");

    public static readonly Counter<long> Rereads = Meter.CreateCounter<long>("crm.live.rereads", "{read}", "States read again because a change before the one at hand stayed away.");
}
