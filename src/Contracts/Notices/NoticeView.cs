using Orleans;
using SocialCrm.Identities;

namespace SocialCrm.Notices;

/// <summary>Something that one person is told of.</summary>
[GenerateSerializer, Alias("crm.notice"), Immutable]
public sealed record NoticeView
{
    [Id(0)] public NoticeId Id { get; init; }

    /// <summary>The sign-in name.</summary>
    [Id(1)] public string Recipient { get; init; } = "";

    /// <summary><c>must-react</c> or <c>should-know</c>.</summary>
    [Id(2)] public string Level { get; init; } = "";

    /// <summary>Why, such as <c>breach:first-response</c>, <c>warning:first-response:80</c>, <c>rule:vip</c>, <c>commitment:due</c>, <c>alarm:quiet:x</c>.</summary>
    [Id(3)] public string About { get; init; } = "";

    /// <summary>Null where it is about no conversation, as is the next.</summary>
    [Id(4)] public ConversationId? ConversationId { get; init; }
    [Id(5)] public CustomerId? CustomerId { get; init; }
    [Id(6)] public DateTimeOffset At { get; init; }

    /// <summary>Null while it is unread.</summary>
    [Id(7)] public DateTimeOffset? ReadAt { get; init; }
}
