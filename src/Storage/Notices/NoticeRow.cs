using SocialCrm.Identities;

namespace SocialCrm.Notices;

/// <summary>A notice to one recipient, before it is stored.</summary>
/// <param name="Id">A function of what raised it and of the recipient.</param>
/// <param name="Recipient">As of <see cref="Recipients"/>: a sign-in name, or a webhook.</param>
/// <param name="IsUrgent">Told to the one on call, and to be reacted to: quiet hours don't hold it.</param>
/// <param name="Conversation">Null where it is about none; also the customer then.</param>
public sealed record NoticeRow(
    NoticeId Id, string Recipient, NoticeLevel Level, string About, bool IsUrgent, ConversationId? Conversation, CustomerId? Customer, DateTimeOffset At)
{
    public NoticeView ToView() => new()
    {
        Id = Id,
        Recipient = Recipient,
        Level = WordOf(Level),
        About = About,
        ConversationId = Conversation,
        CustomerId = Customer,
        At = At,
    };

    public static string WordOf(NoticeLevel level) => level == NoticeLevel.MustReact ? "must-react" : "should-know";
}
