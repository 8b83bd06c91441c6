using SocialCrm.Conversations;
using SocialCrm.Interactions;

namespace SocialCrm.Rules;

/// <summary>A message as its row keeps it, for conditions.</summary>
internal static class RecordedMessage
{
    public static Interaction Of(ConversationState state, InteractionRecorded recorded, MessageKey key, Personal personal) => new()
    {
        Channel = state.Channel,
        Account = state.Account,
        Thread = state.Thread,
        ExternalId = key.ExternalId,
        InReplyTo = recorded.InReplyTo,
        Direction = recorded.Direction,
        Public = recorded.Public,
        Automatic = recorded.Automatic,
        Language = recorded.Language,
        Sentiment = recorded.Sentiment,
        At = key.At,
        Subject = personal.Subject,
        Text = personal.Text ?? "",
        Author = personal.Author ?? new Author { Handle = recorded.By ?? "" },
    };
}
