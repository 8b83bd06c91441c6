using SocialCrm.Conversations;
using SocialCrm.Interactions;

namespace SocialCrm.ResponseTimes;

/// <summary>A conversation's rows as far as late messages need them.</summary>
/// <param name="Messages">With what was recorded of each; in any order.</param>
/// <param name="Waits">As <see cref="WaitLedger"/> reads them from the events.</param>
/// <param name="ResolvedAt">When it was resolved, ascending.</param>
public sealed record ConversationHistory(
    IReadOnlyList<(Message Message, InteractionRecorded Recorded)> Messages, IReadOnlyList<RecordedWait> Waits, IReadOnlyList<DateTimeOffset> ResolvedAt)
{
    public static readonly ConversationHistory None = new([], [], []);

    /// <param name="rows">In the order of their versions.</param>
    public static ConversationHistory Of(IReadOnlyList<DecidedEntry> rows) => new(
        [.. rows.Where(static r => r.Message is not null).Select(static r => (r.Message!.Value, r.Events.OfType<InteractionRecorded>().First()))],
        WaitLedger.Of(rows.SelectMany(static r => r.Events)),
        [.. rows.Where(static r => r.Events.Any(static e => e is ConversationResolved)).Select(static r => r.At).Order()]);

    /// <summary>The message with which the customer began to wait, as far as rows tell; null where nobody waits.</summary>
    public Interaction? FirstOfWait(ConversationState state)
    {
        if (state.Messages.WaitingSince is not { } since) return null;
        var (message, recorded) = Messages.FirstOrDefault(m => m.Message.Key.At == since && m.Message.Key.Direction == Direction.Inbound);
        return new Interaction
        {
            Channel = state.Channel,
            Account = state.Account,
            Thread = state.Thread,
            ExternalId = message.Key.ExternalId ?? "",
            Direction = Direction.Inbound,
            At = since,
            Public = recorded?.Public ?? state.Public,
            Language = recorded?.Language,
            Sentiment = recorded?.Sentiment,
        };
    }
}
