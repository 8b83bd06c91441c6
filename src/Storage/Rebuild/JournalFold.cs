using SocialCrm.Abuse;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Rebuild;

/// <summary>
/// Folds the journal, customer by customer, into the rows that must stand in the derived tables: by the sums of the writer and the folds of the deciders, so
/// that a rebuilt row can't be anything else than a live one. Holds one customer at a time: its heads, and the times of its messages (about 100 bytes each).
/// </summary>
internal sealed class JournalFold
{
    private readonly Dictionary<Guid, HeadFold> heads = [];
    private readonly Dictionary<string, ChannelDelta> channels = new(StringComparer.Ordinal);
    private readonly HashSet<(IdentityKey, CustomerId, string, string)> contradictions = [];
    private CustomerDelta? customer;
    private long version;

    /// <summary>Whole customers since <see cref="Take"/>.</summary>
    public DerivedRows Rows { get; private set; } = new();

    /// <summary>Adds the next row in the order of (customer, customer version).</summary>
    /// <exception cref="JournalDamagedException">A version is missing, or a conversation doesn't begin with its opening.</exception>
    public void Add(StoredRow row)
    {
        if (customer?.Id != row.Customer)
        {
            Finish();
            customer = new CustomerDelta(row.Customer);
        }

        if (row.CustomerVersion != version + 1) throw new JournalDamagedException($"customer {row.Customer:N}: version {version + 1} is missing");
        version = row.CustomerVersion;
        var events = EventJson.ReadEvents(row.Events);
        if (!heads.TryGetValue(row.Stream, out var head)) heads.Add(row.Stream, head = HeadFold.Open(row, events));
        var personal = row.Personal is null ? null : EventJson.ReadPersonal(row.Personal);
        head.Add(row, events, personal?.Note);
        var entry = new JournalEntry
        {
            Kind = row.Kind,
            OccurredAt = Millis.Time(row.OccurredAt),
            Events = row.Events,
            EventName = "",
            Standing = StandingOf(events, Millis.Time(row.OccurredAt)),
            Name = row.Kind is EntryKind.Inbound or EntryKind.AutomaticInbound ? personal?.Author?.Name : null,
        };
        customer.Add(entry);
        if (!channels.TryGetValue(head.Channel, out var channel)) channels.Add(head.Channel, channel = new ChannelDelta(row.Customer, head.Channel));
        channel.Add(entry);
        foreach (var contradiction in personal?.Contradictions ?? []) Add(contradiction);
    }

    /// <summary>The last customer is whole.</summary>
    public void Finish()
    {
        if (customer is null) return;
        Rows.Add(DerivedTable.Customers, customer.Id, version, customer.Name, customer.NameAt, 1L, "[]", customer.FirstSeenAt, customer.LastSeenAt,
            (long)(customer.Standing?.Level ?? AbuseLevel.None), Millis.Of(customer.Standing?.Until), Millis.Of(customer.Standing?.At));
        foreach (var use in channels.Values)
            Rows.Add(DerivedTable.Channels, use.Customer, use.Channel, use.Inbound, use.Outbound, use.Internal, use.LastInboundAt);
        foreach (var head in heads.Values) Rows.Add(DerivedTable.Conversations, head.Row());
        foreach (var commitment in heads.Values.SelectMany(static h => h.Commitments)) Rows.Add(DerivedTable.Commitments, commitment.Values());
        heads.Clear();
        channels.Clear();
        contradictions.Clear();
        (customer, version) = (null, 0);
    }

    private static Standing? StandingOf(IReadOnlyList<ConversationEvent> events, DateTimeOffset at) =>
        events.OfType<AbuseStepTaken>().FirstOrDefault() is { } step ? new Standing { Level = step.Level, Until = step.Until, At = at } : null;

    public DerivedRows Take()
    {
        var taken = Rows;
        Rows = new();
        return taken;
    }

    /// <summary>Kept once, as the first time: an identity has one customer, so all of its kind stand in one customer's rows.</summary>
    private void Add(Contradiction contradiction)
    {
        var (key, evidence) = (contradiction.Key, contradiction.Evidence);
        if (!contradictions.Add((key, contradiction.PointsTo, evidence.Kind, evidence.Value ?? ""))) return;
        Rows.Add(DerivedTable.Contradictions, key.Channel, key.Scope, key.Handle, contradiction.PointsTo.Value, evidence.Kind, evidence.Value ?? "",
            Millis.Of(contradiction.At), StorageJson.Write(evidence));
    }
}
