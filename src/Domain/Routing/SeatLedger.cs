using SocialCrm.Identities;

namespace SocialCrm.Routing;

/// <summary>
/// How many conversations agents have: what a read of the heads counted, and what was given out since and can't be in it. A seat that a read may have counted
/// too counts twice until the next read: never too few. Pure; <c>now</c> is a monotonic time.
/// </summary>
public sealed class SeatLedger
{
    /// <summary>How long a seat is kept whose outcome nobody tells: a call's timeout, twice.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ConversationId, Entry> _seats = [];
    private readonly Dictionary<string, int> _extra = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, int> _counted = new Dictionary<string, int>(StringComparer.Ordinal);

    public IEnumerable<string> Agents => _counted.Keys.Union(_extra.Keys, StringComparer.Ordinal);

    public int LoadOf(string agent) => _counted.GetValueOrDefault(agent) + _extra.GetValueOrDefault(agent);

    /// <summary>What the heads say. What was settled before the read began is in it.</summary>
    public void Counted(IReadOnlyDictionary<string, int> loads, TimeSpan readBegan)
    {
        _counted = loads;
        foreach (var (conversation, seat) in _seats)
        {
            if (seat.SettledAt < readBegan || readBegan - seat.KeptAt > Kept) Remove(conversation);
        }
    }

    /// <summary>Those for which their agents have room.</summary>
    public IReadOnlyList<Seat> Keep(IReadOnlyList<Seat> seats, Func<string, int> capacityOf, TimeSpan now)
    {
        List<Seat> kept = [];
        foreach (var seat in seats)
        {
            if (_seats.ContainsKey(seat.Conversation) || LoadOf(seat.Agent) >= capacityOf(seat.Agent)) continue;
            _seats[seat.Conversation] = new Entry(seat.Agent, now, SettledAt: null);
            _extra[seat.Agent] = _extra.GetValueOrDefault(seat.Agent) + 1;
            kept.Add(seat);
        }

        return kept;
    }

    public void Settle(IReadOnlyList<SeatOutcome> outcomes, TimeSpan now)
    {
        foreach (var outcome in outcomes)
        {
            if (!_seats.TryGetValue(outcome.Conversation, out var seat)) continue;
            if (outcome.IsTaken) _seats[outcome.Conversation] = seat with { SettledAt = now };
            else Remove(outcome.Conversation);
        }
    }

    private void Remove(ConversationId conversation)
    {
        if (!_seats.Remove(conversation, out var seat)) return;
        if (--_extra[seat.Agent] == 0) _extra.Remove(seat.Agent);
    }

    private readonly record struct Entry(string Agent, TimeSpan KeptAt, TimeSpan? SettledAt);
}
