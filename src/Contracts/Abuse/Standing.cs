using System.Text.Json.Serialization;
using Orleans;

namespace SocialCrm.Abuse;

/// <summary>How far the company went on the abuse ladder with a customer.</summary>
[GenerateSerializer, Alias("crm.standing"), Immutable]
public sealed record Standing
{
    [Id(0)] public AbuseLevel Level { get; init; }

    /// <summary>When a mute ends; null for all others.</summary>
    [Id(1)] public DateTimeOffset? Until { get; init; }

    /// <summary>When the step was taken.</summary>
    [Id(2)] public DateTimeOffset At { get; init; }

    /// <summary>Messages are recorded, and nobody is bothered with them.</summary>
    [JsonIgnore]
    public bool IsSilenced => Level is AbuseLevel.Muted or AbuseLevel.Blocked;

    public bool IsSilencedAt(DateTimeOffset at) => Level == AbuseLevel.Blocked || (Level == AbuseLevel.Muted && !(Until <= at));
}

[JsonConverter(typeof(JsonStringEnumConverter<AbuseLevel>))]
public enum AbuseLevel
{
    /// <summary>Nothing, or lifted.</summary>
    [JsonStringEnumMemberName("none")] None = 0,
    [JsonStringEnumMemberName("warned")] Warned = 1,

    /// <summary>Recorded, but hidden from queues until a time.</summary>
    [JsonStringEnumMemberName("muted")] Muted = 2,

    /// <summary>Recorded; no clock, no routing.</summary>
    [JsonStringEnumMemberName("blocked")] Blocked = 3,
}

[JsonConverter(typeof(JsonStringEnumConverter<ClaimStatus>))]
public enum ClaimStatus
{
    /// <summary>Not judged yet.</summary>
    [JsonStringEnumMemberName("open")] Open = 1,
    [JsonStringEnumMemberName("justified")] Justified = 2,
    [JsonStringEnumMemberName("fabricated")] Fabricated = 3,
}
