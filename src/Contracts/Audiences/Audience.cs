using Orleans;

namespace SocialCrm.Audiences;

/// <summary>Somebody who has a conversation before them.</summary>
[GenerateSerializer, Alias("crm.viewer"), Immutable]
public sealed record Viewer
{
    /// <summary>The sign-in name, or the key's id.</summary>
    [Id(0)] public string Name { get; init; } = "";
    [Id(1)] public string DisplayName { get; init; } = "";
    [Id(2)] public bool Typing { get; init; }
}

/// <summary>Everybody who has it before them, by name. Of one epoch, a greater number is newer; another epoch has forgotten those who have yet to sign again.</summary>
[GenerateSerializer, Alias("crm.audience-view"), Immutable]
public sealed record Audience
{
    [Id(0)] public string Conversation { get; init; } = "";
    [Id(1)] public Guid Epoch { get; init; }
    [Id(2)] public long Number { get; init; }
    [Id(3)] public IReadOnlyList<Viewer> Viewers { get; init; } = [];
}

/// <summary>Somebody's sign at one connection of a host.</summary>
[GenerateSerializer, Alias("crm.audience-sign"), Immutable]
public sealed record AudienceSign
{
    [Id(0)] public string Host { get; init; } = "";
    [Id(1)] public string Connection { get; init; } = "";
    [Id(2)] public string Name { get; init; } = "";
    [Id(3)] public string DisplayName { get; init; } = "";
    [Id(4)] public bool Typing { get; init; }
}
