using SocialCrm.Commitments;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Rebuild;

/// <summary>One conversation on its way through its rows: the acts as they come, the messages together at the end, by their own time.</summary>
internal sealed class HeadFold
{
    private readonly List<Message> messages = [];
    private readonly SortedDictionary<int, CommitmentRow> commitments = [];
    private ConversationState state;

    private HeadFold(ConversationState state) => this.state = state;

    public string Channel => state.Channel;

    public static HeadFold Open(StoredRow first, IReadOnlyList<ConversationEvent> events)
    {
        if (first.Version != 1 || events.OfType<ConversationOpened>().FirstOrDefault() is not { } opened)
            throw new JournalDamagedException($"conversation {first.Stream:N} doesn't begin with its opening");
        var key = ConversationState.New(CustomerId.From(first.Customer), opened.Channel, opened.Account, opened.Thread, opened.Ordinal);
        // The id that stands in the journal counts, should ids ever be made otherwise.
        return new HeadFold(key with { Id = ConversationId.From(first.Stream) });
    }

    public IEnumerable<CommitmentRow> Commitments => commitments.Values;

    /// <param name="note">Of the row's personal part.</param>
    public void Add(StoredRow row, IReadOnlyList<ConversationEvent> events, string? note)
    {
        foreach (var e in events) CommitmentRow.Add(commitments, state, e, Millis.Time(row.OccurredAt), note);
        if (row.Version != state.Version + 1) throw new JournalDamagedException($"conversation {row.Stream:N}: version {state.Version + 1} is missing");
        state = ConversationFold.Evolve(state, [new DecidedEntry { Events = events, At = Millis.Time(row.OccurredAt) }], state.Messages);
        if (EntryKinds.MessageOf(row.Kind, Millis.Time(row.OccurredAt), row.ExternalId) is { } message) messages.Add(message);
    }

    /// <summary>In the order of <see cref="DerivedTable.Conversations"/>.</summary>
    public object?[] Row()
    {
        var head = state with { Messages = MessageFold.Of(messages) };
        return
        [
            head.Id.Value, head.Customer.Value, head.Channel, head.Account, head.Thread, (long)head.Ordinal, head.Version, (long)head.Status, (long)head.Priority,
            head.Queue, head.Assignee, Heads.WaitingSince(head), Millis.Of(head.NextDueAt), Heads.LastAt(head), Heads.OpenedAt(head), EventJson.Write(head),
            Heads.Held(head), Heads.Breached(head), Heads.Silenced(head),
        ];
    }
}
