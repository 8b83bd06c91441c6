using System.Text.Json.Serialization;

namespace SocialCrm.Figures;

/// <summary>What operators see of one process. Times are of the last minute unless said otherwise.</summary>
public sealed record SiloFigures
{
    /// <summary>Names this run of the process.</summary>
    public string Id { get; init; } = "";

    /// <summary>Machine and process number.</summary>
    public string Name { get; init; } = "";
    public string Version { get; init; } = "";
    public string Engine { get; init; } = "";
    public DateTimeOffset StartedAt { get; init; }

    /// <summary><c>active</c>, or <c>draining</c> from the moment it stops taking.</summary>
    public string State { get; init; } = "active";
    public long MemoryBytes { get; init; }

    /// <summary>Milliseconds.</summary>
    public Spread Requests { get; init; } = Spread.None;

    /// <summary>Milliseconds from a commit to its having been sent to every host that watches.</summary>
    public Spread FeedLag { get; init; } = Spread.None;

    /// <summary>Milliseconds after the due time at which deadlines were judged.</summary>
    public Spread DeadlineLateness { get; init; } = Spread.None;

    /// <summary>Milliseconds of a transaction.</summary>
    public Spread CommitTime { get; init; } = Spread.None;

    /// <summary>Rows of a transaction; its sum is the journal's growth.</summary>
    public Spread CommitRows { get; init; } = Spread.None;

    /// <summary>Characters of events and of texts that were added to the journal.</summary>
    public long JournalBytes { get; init; }
    public long Accepted { get; init; }

    /// <summary>Refused at the bounds of what is in flight, and of how often somebody may ask.</summary>
    public long Refused { get; init; }
    public long Watches { get; init; }

    /// <summary>The customers with most journal rows.</summary>
    public IReadOnlyList<BusyActor> Busiest { get; init; } = [];
}

/// <summary>How many were measured, their sum, the middle one and the worst but one in a hundred; null where none was.</summary>
public sealed record Spread(long Count, double Sum, double? P50, double? P99)
{
    public static readonly Spread None = new(0, 0, null, null);
}

/// <param name="Id">The customer.</param>
/// <param name="Rows">Journal rows of the last minute.</param>
public sealed record BusyActor(string Id, long Rows);

/// <summary>How figures travel between processes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SiloFigures))]
public sealed partial class FiguresJson : JsonSerializerContext;
