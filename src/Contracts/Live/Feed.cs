using Orleans;
using SocialCrm.Notices;

namespace SocialCrm.Live;

/// <summary>What one publisher hands to one partition in one round.</summary>
[GenerateSerializer, Alias("crm.feed-publication"), Immutable]
public sealed record FeedPublication
{
    /// <summary>Names the publishing process's run.</summary>
    [Id(0)] public Guid Publisher { get; init; }

    /// <summary>Counts this publisher's rounds to this partition from 1.</summary>
    [Id(1)] public long Number { get; init; }

    /// <summary>Empty: only shows that the publisher lives.</summary>
    [Id(2)] public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>The publisher leaves in good order.</summary>
    [Id(3)] public bool Last { get; init; }

    /// <summary>What people of this partition are told.</summary>
    [Id(4)] public IReadOnlyList<NoticeView> Notices { get; init; } = [];
}

/// <summary>What a partition passes to a host.</summary>
[GenerateSerializer, Alias("crm.feed-batch"), Immutable]
public sealed record FeedBatch
{
    [Id(0)] public int Partition { get; init; }
    [Id(1)] public FeedPosition Position { get; init; } = new();
    [Id(2)] public IReadOnlyList<Change> Changes { get; init; } = [];
    [Id(3)] public IReadOnlyList<NoticeView> Notices { get; init; } = [];
}

/// <summary>How far a partition has come. Another epoch than before, or a skipped sequence, means that something may be lost.</summary>
[GenerateSerializer, Alias("crm.feed-position"), Immutable]
public sealed record FeedPosition
{
    [Id(0)] public Guid Epoch { get; init; }

    /// <summary>Counts the batches of the epoch from 1; 0 before the first.</summary>
    [Id(1)] public long Sequence { get; init; }
}
