using System.Diagnostics.Metrics;

namespace SocialCrm.Live;

/// <summary>The figures of the publishing side.</summary>
internal static class FeedMetrics
{
    private static readonly Meter Meter = new("SocialCrm");

    private static readonly Histogram<double> LagMs = Meter.CreateHistogram<double>(
        "crm.feed.lag", "ms", "From the commit's hand-over to the moment its partition has sent it to every host; of the oldest change of a round.");

    private static readonly Counter<long> Losses = Meter.CreateCounter<long>(
        "crm.feed.losses", "{loss}", "Times that changes may have been lost on their way, so that watchers resync.");

    private static readonly Counter<long> Published = Meter.CreateCounter<long>("crm.feed.published", "{change}", "Changes handed to the feed.");

    public static void Round(double lagMs, int changes)
    {
        LagMs.Record(lagMs);
        Published.Add(changes);
    }

    public static void Epoch(string reason) => Lost("epoch: " + reason);

    public static void Lost(string reason) => Losses.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
