using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SocialCrm.Figures;

/// <summary>Listens to the instruments that operators read: ours, and of the platform those that a dashboard or an alert names.</summary>
public sealed class Readings : IDisposable
{
    private static readonly HashSet<string> OfOthers = new(StringComparer.Ordinal)
    {
        "http.server.request.duration", "kestrel.active_connections", "db.client.connection.count", "db.client.connection.max",
        "dotnet.process.memory.working_set", "dotnet.gc.pause.time", "dotnet.process.cpu.time", "dotnet.thread_pool.queue.length",
    };

    private readonly ConcurrentDictionary<string, Reading> readings = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();
    private readonly Lock observing = new();

    public Readings()
    {
        listener.InstrumentPublished = (instrument, me) =>
        {
            if (instrument.Meter.Name == "SocialCrm" || OfOthers.Contains(instrument.Name))
                me.EnableMeasurementEvents(instrument, readings.GetOrAdd(instrument.Name, static (_, i) => new Reading(i), instrument));
        };
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, reading) => ((Reading)reading!).Record(value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, reading) => ((Reading)reading!).Record(value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, reading) => ((Reading)reading!).Record(value, tags));
        listener.Start();
    }

    public IReadOnlyList<Reading> All => [.. readings.Values.OrderBy(static r => r.Name, StringComparer.Ordinal)];

    public Reading? Of(string name) => readings.GetValueOrDefault(name);

    /// <summary>Asks the gauges for their value now.</summary>
    public void Observe()
    {
        lock (observing) listener.RecordObservableInstruments();
    }

    public void Dispose() => listener.Dispose();
}
