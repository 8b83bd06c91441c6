using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Embedded;

/// <summary>How many grains of a type are in memory.</summary>
public sealed record GrainTypeCount(string GrainType, int Activations);

/// <summary>A grain and the requests that wait for it.</summary>
public sealed record GrainQueue(string Grain, int Waiting);

/// <summary>What operators see of the engine. Each read walks all activations: for a page that is looked at, not for a hot path.</summary>
public sealed class EmbeddedClusterView
{
    private readonly EmbeddedSilo _silo;

    public EmbeddedClusterView(IServiceProvider services) => _silo = services.GetRequiredService<EmbeddedSilo>();

    /// <summary>Calls whose callers wait.</summary>
    public int CallsUnderWay => _silo.Outstanding.Count;

    /// <summary>Grains in memory.</summary>
    public int Total => _silo.Activations.Count(a => a.IsResident);

    /// <summary>Every grain type, by name, also those with none in memory.</summary>
    public IReadOnlyList<GrainTypeCount> CountsByGrainType() =>
    [
        .. _silo.Classes.All.Select(c => new GrainTypeCount(c.GrainType.ToString(), c.Activations.Count(a => a.IsResident)))
            .OrderBy(c => c.GrainType, StringComparer.Ordinal),
    ];

    /// <summary>The grains that most requests wait for, most first; none that nobody waits for.</summary>
    public IReadOnlyList<GrainQueue> LongestQueues(int max) =>
    [
        .. _silo.Activations.Select(a => new GrainQueue(a.Name, a.WaitingCount)).Where(q => q.Waiting > 0)
            .OrderByDescending(q => q.Waiting).Take(max),
    ];
}
