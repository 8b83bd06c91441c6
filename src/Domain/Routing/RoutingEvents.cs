using System.Text.Json.Serialization;
using SocialCrm.Conversations;

namespace SocialCrm.Routing;

/// <summary>Why this agent: what was seen when the conversation was given to them by itself.</summary>
/// <param name="Configuration">The version in force.</param>
/// <param name="Load">Their open conversations before this one.</param>
/// <param name="Eligible">How many agents could have had it.</param>
public sealed record AgentChosen(string Agent, string Queue, long Configuration, int Load, int Capacity, int Eligible) : ConversationEvent;

/// <summary>Why it was taken from them.</summary>
public sealed record AgentReleased(string Agent, ReleaseReason Reason, long Configuration) : ConversationEvent;

[JsonConverter(typeof(JsonStringEnumConverter<ReleaseReason>))]
public enum ReleaseReason
{
    /// <summary>The shift in which they got it has ended.</summary>
    [JsonStringEnumMemberName("off-shift")] OffShift = 1,

    /// <summary>They have been away or off for longer than the configuration lets them.</summary>
    [JsonStringEnumMemberName("away")] Away = 2,
}
