using System.Diagnostics.Metrics;

namespace SocialCrm.Journal.Writing;

/// <summary>What operators see of the journal writer.</summary>
internal sealed class WriterMetrics : IDisposable
{
    public const string MeterName = "SocialCrm";

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<long> rows;
    private readonly Histogram<double> duration;
    private readonly Counter<long> conflicts;
    private readonly Counter<long> retries;

    public WriterMetrics(Func<int> waiting)
    {
        rows = meter.CreateHistogram<long>("crm.commit.rows", "{row}", "Journal rows of one transaction");
        duration = meter.CreateHistogram<double>("crm.commit.duration", "ms", "Time of one transaction, its commit included");
        conflicts = meter.CreateCounter<long>("crm.commit.conflicts", "{append}", "Appends refused because something else was stored first");
        retries = meter.CreateCounter<long>("crm.commit.retries", "{transaction}", "Transactions repeated on a new connection");
        meter.CreateObservableGauge("crm.commit.waiting", waiting, "{append}", "Appends that wait for a transaction");
    }

    public void Committed(int count, TimeSpan time)
    {
        rows.Record(count);
        duration.Record(time.TotalMilliseconds);
    }

    public void Refused(int appends) => conflicts.Add(appends);

    public void Retried() => retries.Add(1);

    public void Dispose() => meter.Dispose();
}
