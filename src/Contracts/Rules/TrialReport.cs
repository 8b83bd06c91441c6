using System.Text.Json.Serialization;
using Orleans;
using SocialCrm.Identities;

namespace SocialCrm.Rules;

/// <summary>A trial of other rules, as far as it has come.</summary>
[GenerateSerializer, Alias("crm.trial-report"), Immutable]
public sealed record TrialReport
{
    [Id(0)] public TrialState State { get; init; }

    /// <summary>Conversations of the period, of which <see cref="TrialCounts.Conversations"/> are done.</summary>
    [Id(1)] public long Total { get; init; }
    [Id(2)] public TrialCounts Counts { get; init; } = new();

    /// <summary>Milliseconds so far.</summary>
    [Id(3)] public long ElapsedMs { get; init; }

    /// <summary>It ended at its bound: there is more traffic in the period.</summary>
    [Id(4)] public bool IsPartial { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<TrialState>))]
public enum TrialState
{
    [JsonStringEnumMemberName("running")] Running = 1,
    [JsonStringEnumMemberName("done")] Done = 2,
    [JsonStringEnumMemberName("cancelled")] Cancelled = 3,

    /// <summary>The store couldn't be read; what is counted is what was read.</summary>
    [JsonStringEnumMemberName("failed")] Failed = 4,
}

[GenerateSerializer, Alias("crm.trial-counts"), Immutable]
public sealed record TrialCounts
{
    [Id(0)] public long Conversations { get; init; }
    [Id(1)] public long Messages { get; init; }

    /// <summary>Conversations that would have come to something else.</summary>
    [Id(2)] public long Different { get; init; }

    /// <summary>By name: warned, breached, must-react, should-know, webhook, approval, cut, and <c>rule:ID</c> for each that acted.</summary>
    [Id(3)] public IReadOnlyList<TrialFigure> Figures { get; init; } = [];

    /// <summary>The first of those that are different, at most 50.</summary>
    [Id(4)] public IReadOnlyList<TrialSample> Samples { get; init; } = [];
}

/// <summary>How often, by the rules in force and by the changed ones.</summary>
[GenerateSerializer, Alias("crm.trial-figure"), Immutable]
public sealed record TrialFigure
{
    [Id(0)] public string Name { get; init; } = "";
    [Id(1)] public long Now { get; init; }
    [Id(2)] public long Changed { get; init; }
}

[GenerateSerializer, Alias("crm.trial-sample"), Immutable]
public sealed record TrialSample
{
    [Id(0)] public ConversationId Conversation { get; init; }
    [Id(1)] public IReadOnlyList<TrialDifference> Differences { get; init; } = [];
}

[GenerateSerializer, Alias("crm.trial-difference"), Immutable]
public sealed record TrialDifference
{
    /// <summary>queue, assignee, priority, status, tags, or the name of a figure.</summary>
    [Id(0)] public string What { get; init; } = "";
    [Id(1)] public string? Now { get; init; }
    [Id(2)] public string? Changed { get; init; }
}
