using Orleans;

namespace SocialCrm.Agents;

/// <summary>The lists of conversations that somebody keeps under names, in the order that they are shown.</summary>
[GenerateSerializer, Alias("crm.saved-views"), Immutable]
public sealed record SavedViews
{
    /// <summary>Most views of one person.</summary>
    public const int MaxViews = 50;

    /// <summary>Counts the changes; 0 before the first.</summary>
    [Id(0)] public long Version { get; init; }
    [Id(1)] public IReadOnlyList<SavedView> Views { get; init; } = [];
}

/// <summary>A filter of the list of conversations, in the words of <c>GET /api/conversations</c>; null: no such condition.</summary>
[GenerateSerializer, Alias("crm.saved-view"), Immutable]
public sealed record SavedView
{
    /// <summary>Unique among the person's views, whatever the case of its letters.</summary>
    [Id(0)] public string Name { get; init; } = "";
    [Id(1)] public string? Status { get; init; }
    [Id(2)] public string? Queue { get; init; }
    [Id(3)] public string? Assignee { get; init; }
    [Id(4)] public string? Channel { get; init; }
    [Id(5)] public string? Sort { get; init; }
}

/// <summary>Replaces all views.</summary>
[GenerateSerializer, Alias("crm.save-views"), Immutable]
public sealed record SaveViews
{
    /// <summary>Refused when the version is another by now; null: whatever it is.</summary>
    [Id(0)] public long? ExpectedVersion { get; init; }
    [Id(1)] public IReadOnlyList<SavedView> Views { get; init; } = [];
}

[GenerateSerializer, Alias("crm.views-saved"), Immutable]
public sealed record ViewsSaved
{
    /// <summary>Nothing was changed: somebody else, or another window of the same person, was faster.</summary>
    [Id(0)] public bool IsStale { get; init; }

    /// <summary>As they are now.</summary>
    [Id(1)] public SavedViews Now { get; init; } = new();
}
