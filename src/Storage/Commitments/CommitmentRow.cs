using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Commitments;

/// <summary>A promise as the table has it. Made of a conversation's events, whether they are committed just now or read again for a rebuild.</summary>
/// <param name="Text">Null where only what became of it is known: the stored words stay.</param>
public sealed record CommitmentRow(
    ConversationId Conversation, int Number, CustomerId Customer, string Owner, DateTimeOffset DueAt, CommitmentState State, string? Text, string MadeBy, DateTimeOffset MadeAt,
    DateTimeOffset? LateAt, DateTimeOffset? EndedAt)
{
    /// <summary>The promises that rows of one conversation change, each once, as they are after the last row.</summary>
    /// <param name="before">The conversation before the rows.</param>
    public static IReadOnlyList<CommitmentRow> Of(ConversationState before, IReadOnlyList<DecidedEntry> entries)
    {
        SortedDictionary<int, CommitmentRow>? changed = null;
        for (var i = 0; i < entries.Count; i++)
        {
            for (var j = 0; j < entries[i].Events.Count; j++)
            {
                if (entries[i].Events[j] is not (CommitmentMade or CommitmentLate or CommitmentSettled)) continue;
                Add(changed ??= [], before, entries[i].Events[j], entries[i].At, entries[i].Personal.Note);
            }
        }

        return changed is null ? [] : [.. changed.Values];
    }

    /// <summary>Folds one event into the promises at hand.</summary>
    internal static void Add(IDictionary<int, CommitmentRow> rows, ConversationState before, ConversationEvent e, DateTimeOffset at, string? text)
    {
        switch (e)
        {
            case CommitmentMade made:
                rows[made.Number] = new(before.Id, made.Number, before.Customer, made.Owner, made.DueAt, CommitmentState.Open, text, made.MadeBy, at, null, null);
                break;
            case CommitmentLate late:
                rows[late.Number] = Known(rows, before, late.Number) with { State = CommitmentState.Late, LateAt = at };
                break;
            case CommitmentSettled settled:
                rows[settled.Number] = Known(rows, before, settled.Number) with { State = settled.Outcome, EndedAt = at };
                break;
        }
    }

    /// <summary>In the order of <see cref="CommitmentStore.Columns"/>.</summary>
    internal object?[] Values() =>
    [
        Conversation.Value, (long)Number, Customer.Value, Owner, Millis.Of(DueAt), (long)State, Text, MadeBy, Millis.Of(MadeAt), Millis.Of(LateAt), Millis.Of(EndedAt),
    ];

    private static CommitmentRow Known(IDictionary<int, CommitmentRow> rows, ConversationState before, int number)
    {
        if (rows.TryGetValue(number, out var row)) return row;
        var known = before.Dealt.Commitments.First(c => c.Number == number);
        return new(before.Id, number, before.Customer, known.Owner, known.DueAt, CommitmentState.Open, null, known.MadeBy, known.MadeAt, known.LateAt, null);
    }
}
