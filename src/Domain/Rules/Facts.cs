using SocialCrm.Calendars;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Interactions;

namespace SocialCrm.Rules;

/// <summary>What conditions are asked about: a message, the conversation as it stands without it, its customer, and the time.</summary>
public sealed record Facts
{
    private MessageText? _text;

    public required ConversationState Conversation { get; init; }

    /// <summary>The moment that is judged: the message's time, or the act's.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Null where no message is at hand: deadlines and acts.</summary>
    public Interaction? Message { get; init; }

    /// <summary>What was said and by whom isn't known any more.</summary>
    public bool IsErased { get; init; }

    public Stage Stage { get; init; } = Stage.Prospect;
    public IReadOnlyList<string> CustomerTags { get; init; } = [];
    public CalendarSet Calendars { get; init; } = CalendarSet.Empty;

    /// <summary>What is searched for words; of no message: nothing.</summary>
    internal MessageText Text => _text ??= MessageText.Of(Message);
}
