using SocialCrm.Commitments;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.Outbox;

namespace SocialCrm.Journal.Writing;

/// <summary>
/// The appends of one transaction, turned into what each table gets. Rows stand in the order of the queue; customers, channels and identities
/// are sorted by key, so that no two transactions lock them in opposite orders.
/// </summary>
internal sealed class GroupWork
{
    private GroupWork(IReadOnlyList<Pending> appends) => Appends = appends;

    public IReadOnlyList<Pending> Appends { get; }
    public required JournalRow[] Rows { get; init; }
    public required CustomerDelta[] Customers { get; init; }
    public required ChannelDelta[] Channels { get; init; }

    /// <summary>Distinct by key.</summary>
    public required LinkRow[] Links { get; init; }
    public required Contradiction[] Contradictions { get; init; }
    public required UnlinkedRow[] Unlinked { get; init; }
    public required Guid[] Linked { get; init; }
    public required SourceId[] Answerable { get; init; }
    public required CommitmentRow[] Commitments { get; init; }
    public required NoticeRow[] Notices { get; init; }
    public required OutgoingRow[] Outgoing { get; init; }

    public static GroupWork Of(IReadOnlyList<Pending> appends)
    {
        var rows = new List<JournalRow>(appends.Count);
        var customers = new Dictionary<Guid, CustomerDelta>(appends.Count);
        var channels = new Dictionary<(Guid, string), ChannelDelta>(appends.Count);
        var links = new Dictionary<IdentityKey, LinkRow>();
        List<Contradiction> contradictions = [];
        List<UnlinkedRow> unlinked = [];
        List<Guid> linked = [];
        var answerable = new List<SourceId>(appends.Count);
        List<CommitmentRow> commitments = [];
        List<NoticeRow> notices = [];
        List<OutgoingRow> outgoing = [];
        foreach (var pending in appends)
        {
            var append = pending.Append;
            if (append.Head is { } head)
            {
                AddRows(append, head, rows, customers, channels);
                foreach (var link in append.Links) links.TryAdd(link.Key, new LinkRow(head.Customer.Value, link));
                contradictions.AddRange(append.Contradictions);
                foreach (var source in append.Linked) linked.Add(source.Value);
                answerable.AddRange(append.Answerable);
                commitments.AddRange(append.Commitments);
                notices.AddRange(append.Notices);
                outgoing.AddRange(append.Outgoing);
            }
            else
            {
                for (var i = 0; i < append.Entries.Count; i++) rows.Add(new(append.Stream, append.ExpectedVersion + 1 + i, null, 0, append.Entries[i]));
                unlinked.Add(pending.Unlinked!.Value);
            }
        }

        var sorted = customers.Values.ToArray();
        Array.Sort(sorted, static (a, b) => a.Id.CompareTo(b.Id));
        for (var i = 0; i < sorted.Length; i++) sorted[i].Index = i;
        var uses = channels.Values.ToArray();
        Array.Sort(uses, static (a, b) => a.OrderAgainst(b.Customer, b.Channel));
        for (var i = 0; i < uses.Length; i++) uses[i].Index = i;
        return new(appends)
        {
            Rows = [.. rows],
            Customers = sorted,
            Channels = uses,
            Links = links.Count == 0 ? [] : [.. links.Values.OrderBy(l => l.Link.Key.ToString(), StringComparer.Ordinal)],
            Contradictions = [.. contradictions],
            Unlinked = [.. unlinked],
            Linked = [.. linked],
            Answerable = [.. answerable],
            Commitments = [.. commitments],
            Notices = [.. notices],
            Outgoing = [.. outgoing],
        };
    }

    /// <summary>The places of an append's customer and channel among the sorted ones, by which a transaction's answers are found.</summary>
    public (CustomerDelta Customer, ChannelDelta Channel) PlacesOf(ConversationState head)
    {
        var customer = head.Customer.Value;
        return (Customers[Find(Customers, customer, static (delta, id) => delta.Id.CompareTo(id))],
            Channels[Find(Channels, (customer, head.Channel), static (delta, key) => delta.OrderAgainst(key.customer, key.Channel))]);
    }

    private static int Find<TItem, TKey>(TItem[] sorted, TKey key, Func<TItem, TKey, int> compare)
    {
        var (low, high) = (0, sorted.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = compare(sorted[middle], key);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        throw new InvalidOperationException("a conversation's customer or channel is missing from its own group");
    }

    private static void AddRows(
        Append append, ConversationState head, List<JournalRow> rows, Dictionary<Guid, CustomerDelta> customers, Dictionary<(Guid, string), ChannelDelta> channels)
    {
        var id = head.Customer.Value;
        if (!customers.TryGetValue(id, out var customer)) customers.Add(id, customer = new(id));
        if (!channels.TryGetValue((id, head.Channel), out var channel)) channels.Add((id, head.Channel), channel = new(id, head.Channel));
        for (var i = 0; i < append.Entries.Count; i++)
        {
            var entry = append.Entries[i];
            customer.Add(entry);
            channel.Add(entry);
            rows.Add(new(append.Stream, append.ExpectedVersion + 1 + i, customer, customer.Rows, entry));
        }
    }
}

/// <summary>A row of the journal but for its customer version, which the database hands out: the customer's after the group, less what follows this row.</summary>
/// <param name="Place">1 for the customer's first row in the group.</param>
internal readonly record struct JournalRow(Guid Stream, long Version, CustomerDelta? Customer, int Place, JournalEntry Entry)
{
    /// <summary>How many of the customer's rows in the group come after this one.</summary>
    public int Following => Customer is null ? 0 : Customer.Rows - Place;
}

internal readonly record struct LinkRow(Guid Customer, IdentityLink Link);

/// <summary>An unlinked answer that waits, with the two sources under which its question can come to be stored.</summary>
internal readonly record struct UnlinkedRow(Guid Source, Guid? Awaits, Guid? AwaitsLink, string Channel, long OccurredAt)
{
    public static UnlinkedRow Of(Append append)
    {
        var entry = append.Entries[0];
        var unlinked = EventJson.ReadEvents(entry.Events).OfType<InteractionUnlinked>().FirstOrDefault()
            ?? throw new ArgumentException("an append without a conversation that isn't an unlinked answer", nameof(append));
        return new(append.Stream, append.Awaits?.Value, append.Awaits is { } awaits ? Sources.OfLink(awaits).Value : null, unlinked.Channel, Millis.Of(entry.OccurredAt));
    }
}
