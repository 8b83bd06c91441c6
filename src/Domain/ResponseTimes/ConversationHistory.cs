using SocialCrm.Conversations;

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
}
