using SocialCrm.Identities;

namespace SocialCrm.Stats;

/// <summary>What nobody would notice because nothing happens, as it stands at a moment.</summary>
public sealed record AlarmsView
{
    public DateTimeOffset At { get; init; }
    public IReadOnlyList<AlarmView> Items { get; init; } = [];
}

public sealed record AlarmView
{
    /// <summary>
    /// <c>quiet</c> (customers have stopped writing on a channel), <c>unwatched</c> (somebody waits on a channel on which nobody is on duty) or <c>assignee</c>
    /// (whoever has a conversation lets the customer wait).
    /// </summary>
    public string Kind { get; init; } = "";
    public string Channel { get; init; } = "";

    /// <summary>Null: all accounts of the channel.</summary>
    public string? Account { get; init; }

    /// <summary>The last message, or when the assignee began to let the customer wait; null for <c>unwatched</c>.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When somebody is on duty again; null for others, and for never.</summary>
    public DateTimeOffset? Until { get; init; }
    public ConversationId? ConversationId { get; init; }
    public string? Assignee { get; init; }
}
