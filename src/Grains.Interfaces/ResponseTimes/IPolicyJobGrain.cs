using Orleans;

namespace SocialCrm.ResponseTimes;

/// <summary>What a job that applies policies reported last. Key: the job's id.</summary>
[Alias("crm.policy-job")]
public interface IPolicyJobGrain : IGrainWithStringKey
{
    /// <summary>From whoever runs it; kept for an hour after the last one.</summary>
    [Alias("report")]
    Task ReportAsync(PolicyJob job);

    /// <summary>Null when there is no such job, or not any more.</summary>
    [Alias("get")]
    Task<PolicyJob?> GetAsync();
}

/// <summary>How far a job is.</summary>
[GenerateSerializer, Alias("crm.policy-job-report"), Immutable]
public sealed record PolicyJob
{
    [Id(0)] public string Id { get; init; } = "";
    [Id(1)] public PolicyJobState State { get; init; }

    /// <summary>Nothing is changed.</summary>
    [Id(2)] public bool IsPreview { get; init; }

    /// <summary>The configuration whose policies it applies.</summary>
    [Id(3)] public long Version { get; init; }
    [Id(4)] public DateTimeOffset StartedAt { get; init; }
    [Id(5)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Conversations in which somebody waited at its start.</summary>
    [Id(6)] public long Total { get; init; }

    /// <summary>Conversations asked so far.</summary>
    [Id(7)] public long Looked { get; init; }

    /// <summary>Those with another policy, target or due time than before.</summary>
    [Id(8)] public long Changed { get; init; }
    [Id(9)] public long MissedAtOnce { get; init; }

    /// <summary>Missed before; they stay so.</summary>
    [Id(10)] public long WereMissed { get; init; }

    /// <summary>Could not be asked: starting again asks them again.</summary>
    [Id(11)] public long Failed { get; init; }
    [Id(12)] public IReadOnlyList<PolicyCount> Policies { get; init; } = [];
}

/// <summary>How many waits go by one policy.</summary>
[GenerateSerializer, Alias("crm.policy-count"), Immutable]
public sealed record PolicyCount
{
    /// <summary>Null: by none.</summary>
    [Id(0)] public string? Policy { get; init; }
    [Id(1)] public long Count { get; init; }

    /// <summary>Null where none of their clocks runs, as is <see cref="LatestDueAt"/>.</summary>
    [Id(2)] public DateTimeOffset? EarliestDueAt { get; init; }
    [Id(3)] public DateTimeOffset? LatestDueAt { get; init; }
}

public enum PolicyJobState
{
    Running = 1,
    Done = 2,

    /// <summary>It broke off; what it did is done, and starting again goes on with what is left.</summary>
    Failed = 3,
}
