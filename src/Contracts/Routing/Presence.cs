using System.Text.Json.Serialization;
using Orleans;

namespace SocialCrm.Routing;

[JsonConverter(typeof(JsonStringEnumConverter<Presence>))]
public enum Presence
{
    /// <summary>Not there: what everybody is who hasn't said otherwise lately.</summary>
    [JsonStringEnumMemberName("off")] Off = 0,

    /// <summary>There, but not for new conversations.</summary>
    [JsonStringEnumMemberName("away")] Away = 1,

    [JsonStringEnumMemberName("online")] Online = 2,
}

/// <summary>Whether somebody is there.</summary>
[GenerateSerializer, Alias("crm.agent-presence"), Immutable]
public sealed record AgentPresence
{
    /// <summary>The sign-in name.</summary>
    [Id(0)] public string Agent { get; init; } = "";
    [Id(1)] public Presence Presence { get; init; }

    /// <summary>Since when, by our clock.</summary>
    [Id(2)] public DateTimeOffset Since { get; init; }

    /// <summary>When it ends unless it is said again; null for <see cref="Presence.Off"/>.</summary>
    [Id(3)] public DateTimeOffset? Until { get; init; }
}

/// <summary>The times of presence.</summary>
public static class PresenceTimes
{
    /// <summary>How long online and away last after they were said.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(90);

    /// <summary>How often clients say it again.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    /// <summary>How often hosts that watch renew, and so the longest that a lost change stays unknown to them.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);

    /// <summary>How long a host is told without renewing.</summary>
    public static readonly TimeSpan HostLease = TimeSpan.FromSeconds(10);
}

/// <summary>Everybody who was there since the grain began, with the number of changes so far: another epoch, or a skipped number, means that something was missed.</summary>
[GenerateSerializer, Alias("crm.presences"), Immutable]
public sealed record Presences
{
    [Id(0)] public Guid Epoch { get; init; }
    [Id(1)] public long Number { get; init; }
    [Id(2)] public IReadOnlyList<AgentPresence> Agents { get; init; } = [];

    /// <summary>When the grain began: nobody that it hasn't heard of was there since then.</summary>
    [Id(3)] public DateTimeOffset Began { get; init; }
}

/// <summary>Open conversations of an agent, those on their way to them included.</summary>
[GenerateSerializer, Alias("crm.agent-load"), Immutable]
public sealed record AgentLoad
{
    [Id(0)] public string Agent { get; init; } = "";
    [Id(1)] public int Open { get; init; }
}

/// <summary>Who is there, and how much they have.</summary>
[GenerateSerializer, Alias("crm.desk-view"), Immutable]
public sealed record DeskView
{
    [Id(0)] public Presences Presences { get; init; } = new();
    [Id(1)] public IReadOnlyList<AgentLoad> Loads { get; init; } = [];
}
