using SocialCrm.Abuse;
using SocialCrm.Commitments;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;
using SocialCrm.Journal.Writing;
using SocialCrm.Notices;
using SocialCrm.Outbox;

namespace SocialCrm.Storage.Sqlite;

/// <summary>Writes a group's rows, table by table, inside the writer's transaction.</summary>
internal sealed class SqliteRows(SqliteDatabase database, GroupWork work, long recordedAt)
{
    public WriteOutcome.Written Write()
    {
        var customers = Array.ConvertAll(work.Customers, Customer);
        var journal = database.Statement(
            """
            insert into journal (stream, version, customer, customer_version, source, kind, occurred_at, recorded_at, external_id, actor, request, events, personal)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """).Bind(8, recordedAt);
        foreach (var row in work.Rows) Journal(journal, row, row.Customer is { } customer ? customers[customer.Index].Version - row.Following : null);
        foreach (var pending in work.Appends) if (pending.Append.Head is { } head) Head(head, pending.HeadState, isNew: pending.Append.ExpectedVersion == 0);
        var channels = Array.ConvertAll(work.Channels, Channel);
        HashSet<IdentityKey> inserted = [];
        foreach (var link in work.Links) if (Identity(link)) inserted.Add(link.Link.Key);
        foreach (var contradiction in work.Contradictions) Contradiction(contradiction);
        foreach (var unlinked in work.Unlinked) Unlinked(unlinked);
        foreach (var commitment in work.Commitments) Commitment(commitment);
        foreach (var notice in work.Notices) database.Statement(NoticeStore.Insert).Bind(NoticeStore.Values(notice)).Run();
        foreach (var outgoing in work.Outgoing) database.Statement(OutboxStore.Insert).Bind(OutboxStore.Values(outgoing)).Run();
        foreach (var source in work.Linked) database.Statement("delete from waiting_answers where source = $1").Bind(1, source).Run();
        return new(customers, channels, inserted);
    }

    private CustomerRow Customer(CustomerDelta delta)
    {
        var statement = database.Statement(
            """
            insert into customers as c (id, version, name, name_at, first_seen_at, last_seen_at, standing, standing_until, standing_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (id) do update set
              version = c.version + excluded.version,
              name = case when excluded.name_at > coalesce(c.name_at, -9223372036854775808) or (excluded.name_at = c.name_at and excluded.name > c.name)
                then excluded.name else c.name end,
              name_at = max(coalesce(c.name_at, excluded.name_at), coalesce(excluded.name_at, c.name_at)),
              first_seen_at = min(coalesce(c.first_seen_at, excluded.first_seen_at), coalesce(excluded.first_seen_at, c.first_seen_at)),
              last_seen_at = max(coalesce(c.last_seen_at, excluded.last_seen_at), coalesce(excluded.last_seen_at, c.last_seen_at)),
              standing = case when excluded.standing_at >= coalesce(c.standing_at, 0) then excluded.standing else c.standing end,
              standing_until = case when excluded.standing_at >= coalesce(c.standing_at, 0) then excluded.standing_until else c.standing_until end,
              standing_at = max(coalesce(c.standing_at, excluded.standing_at), coalesce(excluded.standing_at, c.standing_at))
            returning version, name, stage, first_seen_at, last_seen_at, tags, standing, standing_until, standing_at
            """)
            .Bind(1, delta.Id).Bind(2, delta.Rows).Bind(3, delta.Name).Bind(4, delta.NameAt).Bind(5, delta.FirstSeenAt).Bind(6, delta.LastSeenAt)
            .Bind(7, (long)(delta.Standing?.Level ?? AbuseLevel.None)).Bind(8, Millis.Of(delta.Standing?.Until)).Bind(9, Millis.Of(delta.Standing?.At));
        statement.Step();
        var row = new CustomerRow(statement.Number(0), Rows.Facts(statement, 1));
        statement.Finish();
        return row;
    }

    private static void Journal(SqliteStatement statement, JournalRow row, long? customerVersion)
    {
        var entry = row.Entry;
        statement.Bind(1, row.Stream).Bind(2, row.Version).Bind(3, row.Customer?.Id).Bind(4, customerVersion).Bind(5, entry.Source?.Value)
            .Bind(6, (long)entry.Kind).Bind(7, Millis.Of(entry.OccurredAt)).Bind(9, entry.ExternalId).Bind(10, entry.Actor).Bind(11, entry.Request)
            .Bind(12, entry.Events).Bind(13, entry.Personal).Run();
    }

    private void Head(ConversationState state, string? stored, bool isNew)
    {
        var statement = isNew
            ? database.Statement(
                """
                insert into conversations (id, version, status, priority, queue, assignee, waiting_since, next_due_at, last_at, opened_at, state,
                  held, breached, silenced, customer, channel, account, thread, ordinal)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                """).Bind(15, state.Customer.Value).Bind(16, state.Channel).Bind(17, state.Account).Bind(18, state.Thread).Bind(19, state.Ordinal)
            : database.Statement(
                """
                update conversations set version = $2, status = $3, priority = $4, queue = $5, assignee = $6, waiting_since = $7, next_due_at = $8,
                  last_at = $9, opened_at = $10, state = $11, held = $12, breached = $13, silenced = $14 where id = $1
                """);
        statement.Bind(1, state.Id.Value).Bind(2, state.Version).Bind(3, (long)state.Status).Bind(4, (long)state.Priority).Bind(5, state.Queue)
            .Bind(6, state.Assignee).Bind(7, Heads.WaitingSince(state)).Bind(8, Millis.Of(state.NextDueAt)).Bind(9, Heads.LastAt(state))
            .Bind(10, Heads.OpenedAt(state)).Bind(11, stored).Bind(12, Heads.Held(state)).Bind(13, Heads.Breached(state)).Bind(14, Heads.Silenced(state)).Run();
    }

    private ChannelUse Channel(ChannelDelta delta)
    {
        var statement = database.Statement(
            """
            insert into customer_channels as c (customer, channel, inbound, outbound, internal, last_inbound_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (customer, channel) do update set
              inbound = c.inbound + excluded.inbound, outbound = c.outbound + excluded.outbound, internal = c.internal + excluded.internal,
              last_inbound_at = max(coalesce(c.last_inbound_at, excluded.last_inbound_at), coalesce(excluded.last_inbound_at, c.last_inbound_at))
            returning channel, inbound, outbound, internal, last_inbound_at
            """)
            .Bind(1, delta.Customer).Bind(2, delta.Channel).Bind(3, delta.Inbound).Bind(4, delta.Outbound).Bind(5, delta.Internal).Bind(6, delta.LastInboundAt);
        statement.Step();
        var use = Rows.Channel(statement, 0);
        statement.Finish();
        return use;
    }

    private bool Identity(LinkRow row)
    {
        var (key, identity) = (row.Link.Key, row.Link.Identity);
        database.Statement(
            """
            insert into identities (channel, scope, handle, customer, written, name, linked_at, evidence) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (channel, scope, handle) do nothing
            """)
            .Bind(1, key.Channel).Bind(2, key.Scope).Bind(3, key.Handle).Bind(4, row.Customer).Bind(5, identity.Handle).Bind(6, identity.Name)
            .Bind(7, Millis.Of(identity.LinkedAt)).Bind(8, StorageJson.Write(identity.Evidence)).Run();
        return database.Changes > 0;
    }

    private void Contradiction(Contradiction contradiction)
    {
        var key = contradiction.Key;
        database.Statement(
            """
            insert into contradictions (channel, scope, handle, points_to, evidence_kind, evidence_value, at, evidence) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict do nothing
            """)
            .Bind(1, key.Channel).Bind(2, key.Scope).Bind(3, key.Handle).Bind(4, contradiction.PointsTo.Value).Bind(5, contradiction.Evidence.Kind)
            .Bind(6, contradiction.Evidence.Value ?? "").Bind(7, Millis.Of(contradiction.At)).Bind(8, StorageJson.Write(contradiction.Evidence)).Run();
    }

    private void Commitment(CommitmentRow row)
    {
        var statement = database.Statement(
            $"insert into commitments ({CommitmentStore.Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) {CommitmentStore.Update}");
        statement.Bind(1, row.Conversation.Value).Bind(2, row.Number).Bind(3, row.Customer.Value).Bind(4, row.Owner).Bind(5, Millis.Of(row.DueAt))
            .Bind(6, (long)row.State).Bind(7, row.Text).Bind(8, row.MadeBy).Bind(9, Millis.Of(row.MadeAt)).Bind(10, Millis.Of(row.LateAt)).Bind(11, Millis.Of(row.EndedAt)).Run();
    }

    private void Unlinked(UnlinkedRow row) => database
        .Statement("insert into waiting_answers (source, awaits, awaits_link, channel, occurred_at) values ($1, $2, $3, $4, $5)")
        .Bind(1, row.Source).Bind(2, row.Awaits).Bind(3, row.AwaitsLink).Bind(4, row.Channel).Bind(5, row.OccurredAt).Run();
}
