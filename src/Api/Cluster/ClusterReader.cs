using SocialCrm.Figures;
using SocialCrm.Silo;

namespace SocialCrm.Api.Cluster;

/// <summary>Puts together what all processes tell and what the engine knows.</summary>
internal sealed class ClusterReader(ClusterFigures figures, IClusterView actors, TimeProvider time)
{
    public async Task<ClusterAnswer> ReadAsync(CancellationToken cancellation)
    {
        var silos = await figures.AllAsync(cancellation);
        return new ClusterAnswer
        {
            At = time.GetUtcNow(),
            Engine = SiloHosting.EngineName,
            Silos = silos,
            Resident = [.. (await ResidentAsync()).OrderByDescending(static a => a.Count).ThenBy(static a => a.Kind, StringComparer.Ordinal)],
            Busiest =
            [
                .. silos.SelectMany(static s => s.Busiest).GroupBy(static b => b.Id, StringComparer.Ordinal).Select(static b => new BusyActor(b.Key, b.Sum(static p => p.Rows)))
                    .OrderByDescending(static b => b.Rows).ThenBy(static b => b.Id, StringComparer.Ordinal).Take(ClusterFigures.MaxBusiest),
            ],
        };
    }

    /// <summary>None while no silo answers: the page is needed most just then.</summary>
    private async Task<IReadOnlyList<ActorCount>> ResidentAsync()
    {
        try
        {
            return actors.IsReachable ? await actors.ResidentAsync() : [];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [];
        }
    }
}

/// <summary>What <c>GET /api/cluster</c> answers.</summary>
internal sealed record ClusterAnswer
{
    public DateTimeOffset At { get; init; }

    /// <summary><c>embedded</c> or <c>orleans</c>.</summary>
    public string Engine { get; init; } = "";

    /// <summary>Every process that lives, by name; silos and hosts of the API alike.</summary>
    public IReadOnlyList<SiloFigures> Silos { get; init; } = [];

    /// <summary>Actors in memory, of all silos, by kind; most first.</summary>
    public IReadOnlyList<ActorCount> Resident { get; init; } = [];

    /// <summary>The customers with most journal rows in the last minute, of all silos.</summary>
    public IReadOnlyList<BusyActor> Busiest { get; init; } = [];
}
