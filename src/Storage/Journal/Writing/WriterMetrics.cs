using System.Diagnostics.Metrics;

namespace SocialCrm.Journal.Writing;

/// <summary>What operators see of the journal writer.</summary>
internal sealed class WriterMetrics : IDisposable
{
    public const string MeterName = "SocialCrm";

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<long> rows;
    private readonly Histogram<double> duration;
    private readonly Counter<long> bytes;
    private readonly Counter<long> conflicts;
    private readonly Counter<long> retries;

    public WriterMetrics(Func<int> waiting)
    {
        rows = meter.CreateHistogram<long>("crm.commit.rows", "{row}", "Journal rows of one transaction");
        duration = meter.CreateHistogram<double>("crm.commit.duration", "ms", "Time of one transaction, its commit included");
        bytes = meter.CreateCounter<long>("crm.journal.bytes", "{character}", "Characters of events and personal parts added to the journal");
        conflicts = meter.CreateCounter<long>("crm.commit.conflicts", "{append}", "Appends refused because something else was stored first");
        retries = meter.CreateCounter<long>("crm.commit.retries", "{transaction}", "Transactions repeated on a new connection");
        meter.CreateObservableGauge("crm.commit.waiting", waiting, "{append}", "Appends that wait for a transaction");
    }

    public void Committed(JournalRow[] committed, TimeSpan time)
    {
        rows.Record(committed.Length);
        duration.Record(time.TotalMilliseconds);
        if (!bytes.Enabled) return;
        long added = 0;
        foreach (var row in committed) added += row.Entry.Events.Length + (row.Entry.Personal?.Length ?? 0);
        bytes.Add(added);
    }

    public void Refused(int appends) => conflicts.Add(appends);

    public void Retried() => retries.Add(1);

    public void Dispose() => meter.Dispose();
}
