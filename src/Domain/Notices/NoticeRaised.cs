using System.Text.Json.Serialization;
using SocialCrm.Conversations;

namespace SocialCrm.Notices;

/// <summary>Somebody is told of something in this conversation.</summary>
/// <param name="To">People by sign-in name, <c>role:</c>, <c>team:</c>, <c>queue:</c>, <c>assignee</c> or <c>on-call</c>; who that is, is found out when it is delivered.</param>
/// <param name="About">Why, such as <c>breach:first-response</c>, <c>warning:first-response:80</c>, <c>rule:vip</c>, <c>commitment:due</c>.</param>
public sealed record NoticeRaised(NoticeLevel Level, IReadOnlyList<string> To, string About) : ConversationEvent;

[JsonConverter(typeof(JsonStringEnumConverter<NoticeLevel>))]
public enum NoticeLevel
{
    [JsonStringEnumMemberName("should-know")] ShouldKnow = 1,
    [JsonStringEnumMemberName("must-react")] MustReact = 2,
}
