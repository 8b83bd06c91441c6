namespace SocialCrm.Interactions;

/// <summary>
/// What a message's updates come to: a function of the set of them, whatever the order in which they came and however often. The newest text by its own time counts
/// (of two at the same moment the one that sorts last), what was taken back stays so, and of receipts the one of the highest rank, the latest of these.
/// </summary>
public static class UpdateFold
{
    /// <summary>The message as its updates leave it.</summary>
    /// <param name="message">As it was said, or with some updates folded in already.</param>
    /// <param name="updates">Rows whose <see cref="TimelineEntry.Of"/> is the message's version.</param>
    public static TimelineEntry Fold(TimelineEntry message, IEnumerable<TimelineEntry> updates) => updates.Aggregate(message, Fold);

    private static TimelineEntry Fold(TimelineEntry message, TimelineEntry update)
    {
        if (update.Receipt is { } receipt) return message with { Receipt = Outweighs(receipt, message.Receipt) ? receipt : message.Receipt };
        if (update.RemovedAt is { } removed) return Hidden(message) with { RemovedAt = message.RemovedAt < removed ? message.RemovedAt : removed };
        return update.EditedAt is { } edited ? Edited(message, new EarlierText(update.Text, edited)) : message;
    }

    /// <summary>A row as it is shown once its message was taken back: that there was something, and nothing of what it said.</summary>
    public static TimelineEntry Hidden(TimelineEntry entry) => entry with { Subject = null, Text = null, Attachments = [], Metadata = null, Earlier = [] };

    private static TimelineEntry Edited(TimelineEntry message, EarlierText edit)
    {
        if (message.RemovedAt is not null) return message with { EditedAt = message.EditedAt > edit.At ? message.EditedAt : edit.At };
        // How it was first said stands first, also where a clock gives an edit the same moment.
        EarlierText[] known = [.. message.Earlier, new EarlierText(message.Text, message.EditedAt ?? message.At)];
        EarlierText[] edits = [.. known.Skip(1).Append(edit).Distinct().OrderBy(static e => e.At).ThenBy(static e => e.Text, StringComparer.Ordinal)];
        return message with { Text = edits[^1].Text, EditedAt = edits[^1].At, Earlier = [known[0], .. edits[..^1]] };
    }

    private static bool Outweighs(DeliveryReceipt receipt, DeliveryReceipt? known) =>
        known is null || (receipt.State, receipt.At).CompareTo((known.State, known.At)) is var order && (order > 0 || (order == 0 && string.CompareOrdinal(receipt.Reason, known.Reason) > 0));
}
