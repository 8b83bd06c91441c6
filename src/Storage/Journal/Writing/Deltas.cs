using System.Text;
using SocialCrm.Abuse;
using SocialCrm.Interactions;

namespace SocialCrm.Journal.Writing;

/// <summary>What a group adds to a customer's row: only what doesn't depend on the order of arrival.</summary>
internal sealed class CustomerDelta(Guid id)
{
    public Guid Id => id;
    public int Index { get; set; }
    public int Rows { get; private set; }
    public string? Name { get; private set; }
    public long? NameAt { get; private set; }
    public long? FirstSeenAt { get; private set; }
    public long? LastSeenAt { get; private set; }

    /// <summary>Of steps at the same moment, the one that was stored last.</summary>
    public Standing? Standing { get; private set; }

    public void Add(JournalEntry entry)
    {
        Rows++;
        var at = Millis.Of(entry.OccurredAt);
        if (entry.Name is { } name && (NameAt is not { } known || at > known || (at == known && IsGreater(name, Name!)))) (Name, NameAt) = (name, at);
        if (entry.Standing is { } standing && !(standing.At < Standing?.At)) Standing = standing;
        if (EntryKinds.DirectionOf(entry.Kind) != Direction.Inbound) return;
        if (FirstSeenAt is not { } first || at < first) FirstSeenAt = at;
        if (LastSeenAt is not { } last || at > last) LastSeenAt = at;
    }

    /// <summary>By the bytes of UTF-8, as both databases compare; the order of UTF-16 differs beyond the basic plane.</summary>
    private static bool IsGreater(string name, string other) => Encoding.UTF8.GetBytes(name).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)) > 0;
}

/// <summary>What a group adds to a customer's use of a channel.</summary>
internal sealed class ChannelDelta(Guid customer, string channel)
{
    public Guid Customer => customer;
    public string Channel => channel;
    public int Index { get; set; }
    public long Inbound { get; private set; }
    public long Outbound { get; private set; }
    public long Internal { get; private set; }
    public long? LastInboundAt { get; private set; }

    public void Add(JournalEntry entry)
    {
        switch (EntryKinds.DirectionOf(entry.Kind))
        {
            case Direction.Inbound:
                Inbound++;
                var at = Millis.Of(entry.OccurredAt);
                if (LastInboundAt is not { } last || at > last) LastInboundAt = at;
                break;
            case Direction.Outbound:
                Outbound++;
                break;
            case Direction.Internal:
                Internal++;
                break;
        }
    }

    /// <summary>By customer, then channel.</summary>
    public int OrderAgainst(Guid otherCustomer, string otherChannel)
    {
        var order = Customer.CompareTo(otherCustomer);
        return order != 0 ? order : string.CompareOrdinal(Channel, otherChannel);
    }
}
