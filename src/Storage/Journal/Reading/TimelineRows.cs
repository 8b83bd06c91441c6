using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;

namespace SocialCrm.Journal.Reading;

/// <summary>How a journal row, with its conversation's key, becomes a timeline's entry. An erased row has its facts, and no text or name.</summary>
internal static class TimelineRows
{
    public const string Columns = "j.stream, j.version, j.customer, j.kind, j.occurred_at, j.recorded_at, j.external_id, j.actor, j.events, j.personal, "
        + "j.customer_version, c.channel, c.account, c.thread";

    public static (TimelineEntry Entry, Cursor Cursor) Read(char list, IRow row)
    {
        var kind = (EntryKind)row.Number(3);
        var events = EventJson.ReadEvents(row.Text(8));
        var recorded = events.OfType<InteractionRecorded>().FirstOrDefault();
        var updated = kind == EntryKind.Act ? events.OfType<InteractionUpdated>().FirstOrDefault() : null;
        var personal = EventJson.ReadPersonal(row.TextOrNull(9));
        var thread = row.Text(13);
        var entry = new TimelineEntry
        {
            CustomerId = row.IdOrNull(2) is { } customer ? CustomerId.From(customer) : null,
            ConversationId = ConversationId.From(row.Id(0)),
            Version = row.Number(1),
            Kind = kind == EntryKind.Act ? EventJson.NameOf(events) : "interaction",
            At = row.Time(4),
            RecordedAt = row.Time(5),
            Actor = row.TextOrNull(7) ?? recorded?.By,
            Channel = row.Text(11),
            Account = row.Text(12),
            Thread = thread.Length == 0 ? null : thread,
            ExternalId = row.TextOrNull(6),
            InReplyTo = recorded?.InReplyTo,
            Direction = EntryKinds.DirectionOf(kind),
            Public = recorded?.Public ?? false,
            Automatic = EntryKinds.IsAutomatic(kind),
            Subject = personal.Subject,
            Text = personal.Text,
            Author = personal.Author,
            Permalink = personal.Permalink,
            Attachments = personal.Attachments ?? [],
            Language = recorded?.Language,
            Sentiment = recorded?.Sentiment,
            Metadata = personal.Metadata,
            Note = personal.Note,
            Of = updated?.Of,
            EditedAt = updated?.Kind == UpdateKind.Edited ? row.Time(4) : null,
            RemovedAt = updated?.Kind == UpdateKind.Removed ? row.Time(4) : null,
            Receipt = updated?.Kind is { } state and not (UpdateKind.Edited or UpdateKind.Removed) ? new DeliveryReceipt(state, row.Time(4), personal.Reason) : null,
        };
        return (entry, new Cursor(list, row.Number(4), row.Number(10), Guid.Empty));
    }
}
