using SocialCrm.Conversations;
using SocialCrm.Identities;

namespace SocialCrm.Interactions;

/// <summary>Answers whose question isn't known: how one is kept, and how it becomes a delivery again when the question comes.</summary>
public static class Unlinked
{
    /// <summary>The message it waits for; null when it named none.</summary>
    public static SourceId? AwaitedBy(Interaction answer) =>
        answer.InReplyTo is { } question ? Sources.OfInteraction(answer.Channel, answer.Account, question) : null;

    public static DecidedEntry Keep(Delivery delivery)
    {
        var answer = delivery.Interaction;
        return new DecidedEntry
        {
            Events =
            [
                new InteractionUnlinked
                {
                    Channel = answer.Channel,
                    Account = answer.Account,
                    Thread = answer.Thread,
                    Public = answer.Public,
                    Automatic = answer.Automatic,
                    InReplyTo = answer.InReplyTo,
                    Language = answer.Language,
                    Sentiment = answer.Sentiment,
                    By = answer.Author.Handle,
                    History = delivery.History,
                },
            ],
            At = answer.At,
            Source = delivery.Source,
            Message = new Message(new MessageKey(answer.At, answer.Direction, answer.ExternalId), answer.Automatic),
            Personal = Personal.Of(answer),
        };
    }

    /// <summary>The delivery that records a kept answer in the conversation of its question.</summary>
    public static Delivery Link(SourceId source, DateTimeOffset at, string externalId, InteractionUnlinked kept, Personal personal, ConversationId conversation) => new()
    {
        Interaction = new Interaction
        {
            Channel = kept.Channel,
            Account = kept.Account,
            ExternalId = externalId,
            Thread = kept.Thread,
            InReplyTo = kept.InReplyTo,
            Direction = Direction.Outbound,
            Public = kept.Public,
            Subject = personal.Subject,
            Text = personal.Text ?? "",
            At = at,
            Permalink = personal.Permalink,
            Author = personal.Author ?? new Author { Handle = kept.By ?? "" },
            Automatic = kept.Automatic,
            Attachments = personal.Attachments ?? [],
            Language = kept.Language,
            Sentiment = kept.Sentiment,
            Metadata = personal.Metadata,
        },
        Source = Sources.OfLink(source),
        Conversation = conversation,
        History = kept.History,
        LinkOf = source,
    };
}
