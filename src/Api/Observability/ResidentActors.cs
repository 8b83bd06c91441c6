using System.Diagnostics.Metrics;
using SocialCrm.Silo;

namespace SocialCrm.Api.Observability;

/// <summary>
/// The gauge <c>crm.actors.resident</c>: actors in memory, by kind. Each reading starts a count and tells the one before: counting may call other
/// processes, and a gauge can't wait.
/// </summary>
internal sealed class ResidentActors(IClusterView cluster) : IDisposable
{
    private readonly Meter _meter = new(Metrics.Name);
    private IReadOnlyList<ActorCount> _counted = [];
    private int _published;
    private Task _counting = Task.CompletedTask;

    /// <summary>Once, however often it is called.</summary>
    public void Publish()
    {
        if (Interlocked.Exchange(ref _published, 1) == 0) _meter.CreateObservableGauge("crm.actors.resident", Read, "{actor}", "Actors in memory");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Read()
    {
        if (_counting.IsCompleted) _counting = CountAsync();
        return _counted.Select(kind => new Measurement<long>(kind.Count, new KeyValuePair<string, object?>("kind", kind.Kind)));
    }

    private async Task CountAsync()
    {
        try
        {
            _counted = await cluster.ResidentAsync();
        }
        catch (Exception)
        {
            // Figures stay as they were; the next reading counts again.
        }
    }
}
