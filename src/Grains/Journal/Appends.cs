using SocialCrm.Abuse;
using SocialCrm.Commitments;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.Outbox;

namespace SocialCrm.Journal;

/// <summary>Turns what was decided into what is appended.</summary>
internal static class Appends
{
    public static Append Of(
        ConversationState before, Decision decision, IReadOnlyList<Delivery> deliveries, (IReadOnlyList<NoticeRow> Notices, IReadOnlyList<OutgoingRow> Outgoing) told) => new()
    {
        Stream = before.Id.Value,
        ExpectedVersion = before.Version,
        Entries = Entries(decision.Entries),
        Head = decision.State,
        Links = Gather(deliveries, static d => d.Links),
        Contradictions = Gather(deliveries, static d => d.Contradictions),
        Linked = [.. deliveries.Where(d => d.LinkOf is not null).Select(d => d.LinkOf!.Value)],
        Answerable = Answerable(deliveries),
        Commitments = CommitmentRow.Of(before, decision.Entries),
        Notices = told.Notices,
        Outgoing = told.Outgoing,
        LeftQueue = before.Exists && before.Queue != decision.State.Queue ? before.Queue : null,
    };

    public static Append OfUnlinked(Delivery delivery) => new()
    {
        Stream = delivery.Source.Value,
        ExpectedVersion = 0,
        Entries = Entries([Unlinked.Keep(delivery)]),
        Awaits = Unlinked.AwaitedBy(delivery.Interaction),
    };

    /// <summary>Nothing answers an internal one. A linked answer may itself be waited for, under the source by which it is known to all.</summary>
    private static SourceId[] Answerable(IReadOnlyList<Delivery> deliveries)
    {
        if (deliveries.Count == 1) return deliveries[0].Interaction.Direction == Direction.Internal ? [] : [deliveries[0].LinkOf ?? deliveries[0].Source];
        return [.. deliveries.Where(d => d.Interaction.Direction != Direction.Internal).Select(d => d.LinkOf ?? d.Source)];
    }

    private static JournalEntry[] Entries(IReadOnlyList<DecidedEntry> decided)
    {
        var entries = new JournalEntry[decided.Count];
        for (var i = 0; i < entries.Length; i++) entries[i] = Entry(decided[i]);
        return entries;
    }

    private static JournalEntry Entry(DecidedEntry decided)
    {
        var kind = decided.Message is { } message ? KindOf(message) : EntryKind.Act;
        return new JournalEntry
        {
            Source = decided.Source,
            Kind = kind,
            OccurredAt = decided.At,
            ExternalId = decided.Message?.Key.ExternalId ?? decided.Updates,
            Actor = decided.Actor,
            Request = decided.Request,
            Events = EventJson.Write(decided.Events),
            Personal = decided.Personal == Personal.None ? null : EventJson.Write(decided.Personal),
            Name = kind is EntryKind.Inbound or EntryKind.AutomaticInbound ? decided.Personal.Author?.Name : null,
            Standing = StandingOf(decided),
            EventName = EventJson.NameOf(decided.Events),
        };
    }

    private static Standing? StandingOf(DecidedEntry decided)
    {
        for (var i = 0; i < decided.Events.Count; i++)
            if (decided.Events[i] is AbuseStepTaken step) return new Standing { Level = step.Level, Until = step.Until, At = decided.At };
        return null;
    }

    private static EntryKind KindOf(Message message) => (message.Key.Direction, message.Automatic) switch
    {
        (Direction.Inbound, false) => EntryKind.Inbound,
        (Direction.Inbound, true) => EntryKind.AutomaticInbound,
        (Direction.Outbound, false) => EntryKind.Outbound,
        (Direction.Outbound, true) => EntryKind.AutomaticOutbound,
        (_, false) => EntryKind.Internal,
        (_, true) => EntryKind.AutomaticInternal,
    };

    private static IReadOnlyList<T> Gather<T>(IReadOnlyList<Delivery> deliveries, Func<Delivery, IReadOnlyList<T>> part)
    {
        if (deliveries.Count == 1) return part(deliveries[0]);
        var all = new List<T>();
        foreach (var delivery in deliveries) all.AddRange(part(delivery));
        return all;
    }
}
