using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Live;

namespace SocialCrm.Conversations;

/// <summary>One call's deliveries on their way: which are still to be recorded, and what became of the others.</summary>
internal sealed class TakeRound
{
    private readonly IReadOnlyList<Delivery> _asked;
    private readonly Dictionary<SourceId, Placement> _placements = [];
    private readonly List<Change> _changes = [];

    public TakeRound(IReadOnlyList<Delivery> deliveries)
    {
        _asked = deliveries;
        Pending = deliveries.Count == 1 ? [deliveries[0]] : [.. deliveries.DistinctBy(d => d.Source)];
    }

    /// <summary>Not yet recorded; distinct sources.</summary>
    public List<Delivery> Pending { get; }

    /// <summary>As many as one append takes.</summary>
    public IReadOnlyList<Delivery> NextCommit() => Pending.Count <= Append.MaxEntries ? [.. Pending] : Pending.GetRange(0, Append.MaxEntries);

    public void Add(Delivery delivery)
    {
        if (!_placements.ContainsKey(delivery.Source) && Pending.TrueForAll(p => p.Source != delivery.Source)) Pending.Add(delivery);
    }

    public void Committed(IReadOnlyList<Delivery> deliveries, ConversationState state, AppendResult.Committed committed)
    {
        var version = committed.Version - deliveries.Count;
        foreach (var delivery in deliveries)
        {
            _placements[delivery.Source] = Placement.Recorded(delivery.Interaction.ExternalId, state.Customer, state.Id, ++version);
        }

        Pending.RemoveRange(0, deliveries.Count);
        if (committed.Change is { } change) _changes.Add(change);
    }

    public void Known(IReadOnlyList<StoredSource> stored)
    {
        foreach (var source in stored)
        {
            if (Pending.Find(d => d.Source == source.Source) is not { } delivery) continue;
            Pending.Remove(delivery);
            _placements[source.Source] = source.Customer is { } customer
                ? Placement.Recorded(delivery.Interaction.ExternalId, customer, ConversationId.From(source.Stream), source.Version, duplicate: true)
                : Placement.UnlinkedAs(delivery.Interaction.ExternalId, duplicate: true);
        }
    }

    /// <summary>The senders of these identities have to be looked up again.</summary>
    public void Taken(IReadOnlyList<(IdentityKey Key, CustomerId Owner)> taken)
    {
        foreach (var delivery in Pending.FindAll(d => d.Links.Any(l => taken.Any(t => t.Key == l.Key))))
        {
            Pending.Remove(delivery);
            _placements[delivery.Source] = Placement.Of(PlacementOutcome.ResolveAgain, delivery.Interaction.ExternalId);
        }
    }

    /// <summary>What isn't placed by now isn't known to be stored.</summary>
    public ConversationTaken Taken()
    {
        var placements = new Placement[_asked.Count];
        var first = _asked.Count == 1 ? null : new HashSet<SourceId>();
        for (var i = 0; i < placements.Length; i++)
        {
            var placement = _placements.GetValueOrDefault(_asked[i].Source)
                ?? Placement.Of(PlacementOutcome.Unavailable, _asked[i].Interaction.ExternalId);
            placements[i] = first?.Add(_asked[i].Source) != false || placement.Outcome != PlacementOutcome.Placed
                ? placement
                : placement with { Receipt = placement.Receipt with { Duplicate = true } };
        }

        return new ConversationTaken { Placements = placements, Changes = _changes };
    }
}
