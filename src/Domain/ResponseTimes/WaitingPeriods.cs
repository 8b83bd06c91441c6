using SocialCrm.Conversations;
using SocialCrm.Interactions;

namespace SocialCrm.ResponseTimes;

/// <summary>From a customer's first unanswered message to the next human answer.</summary>
/// <param name="Number">From 1 in its conversation; the first one's answer is the first response.</param>
/// <param name="First">The message that began it.</param>
/// <param name="Answer">Null while it is unanswered.</param>
public readonly record struct WaitingPeriod(int Number, MessageKey First, MessageKey? Answer)
{
    public ClockKind Kind => Number == 1 ? ClockKind.FirstResponse : ClockKind.NextResponse;
}

/// <summary>The waiting periods of a conversation: a function of its messages and of the times at which it was resolved.</summary>
public static class WaitingPeriods
{
    /// <param name="messages">In their order.</param>
    /// <param name="resolvedAt">Ascending. A resolution ends a wait without an answer.</param>
    public static List<WaitingPeriod> Of(IEnumerable<Message> messages, IReadOnlyList<DateTimeOffset> resolvedAt)
    {
        List<WaitingPeriod> periods = [];
        MessageKey? first = null;
        MessageKey? unanswered = null;
        var resolutions = 0;
        var answered = 0;
        foreach (var message in messages)
        {
            while (resolutions < resolvedAt.Count && resolvedAt[resolutions] < message.Key.At)
            {
                first = null;
                resolutions++;
            }

            if (message.Key.Direction == Direction.Inbound)
            {
                unanswered ??= message.Key;
                first ??= message.Key;
            }
            else if (message.IsAnswer && unanswered is not null)
            {
                periods.Add(new WaitingPeriod(++answered, first ?? unanswered.Value, message.Key));
                (first, unanswered) = (null, null);
            }
        }

        var settled = resolutions < resolvedAt.Count;
        if (first is { } open && !settled) periods.Add(new WaitingPeriod(answered + 1, open, null));
        return periods;
    }
}
