using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Live;

namespace SocialCrm.Conversations;

/// <summary>One call's updates on their way: which are still to be recorded, and what became of the others.</summary>
internal sealed class UpdateRound(IReadOnlyList<UpdateDelivery> asked)
{
    private readonly Dictionary<SourceId, Placement> _placements = [];
    private readonly List<Change> _changes = [];

    /// <summary>Not yet recorded; distinct sources, at most as many as one append takes.</summary>
    public IReadOnlyList<UpdateDelivery> Pending { get; private set; } = [.. asked.DistinctBy(static u => u.Source)];

    public void Committed(ConversationState state, AppendResult.Committed committed)
    {
        var version = committed.Version - Pending.Count;
        foreach (var update in Pending) _placements[update.Source] = Placement.Recorded(update.Update.ExternalId, state.Customer, state.Id, ++version);
        Pending = [];
        if (committed.Change is { } change) _changes.Add(change);
    }

    public void Known(IReadOnlyList<StoredSource> stored)
    {
        foreach (var source in stored)
        {
            if (Pending.FirstOrDefault(u => u.Source == source.Source) is { } update)
                _placements[source.Source] = Placement.Recorded(update.Update.ExternalId, source.Customer!.Value, ConversationId.From(source.Stream), source.Version, duplicate: true);
        }

        Pending = [.. Pending.Where(u => !_placements.ContainsKey(u.Source))];
    }

    /// <summary>What isn't placed by now isn't known to be stored; what came twice in the call is a duplicate the second time.</summary>
    public ConversationTaken Taken()
    {
        var placements = new Placement[asked.Count];
        var first = new HashSet<SourceId>();
        for (var i = 0; i < placements.Length; i++)
        {
            if (!_placements.TryGetValue(asked[i].Source, out var placed)) placements[i] = Placement.Of(PlacementOutcome.Unavailable, asked[i].Update.ExternalId);
            else placements[i] = first.Add(asked[i].Source) ? placed : placed with { Receipt = placed.Receipt with { Duplicate = true } };
        }

        return new ConversationTaken { Placements = placements, Changes = _changes };
    }
}
