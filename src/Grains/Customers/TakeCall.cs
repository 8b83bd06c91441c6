using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Live;

namespace SocialCrm.Customers;

/// <summary>One caller's deliveries, waiting for their round.</summary>
internal sealed class TakeCall(IReadOnlyList<Delivery> deliveries)
{
    private readonly Placement[] _placements = new Placement[deliveries.Count];

    public IReadOnlyList<Delivery> Deliveries { get; } = deliveries;

    public TaskCompletionSource<IReadOnlyList<Placement>> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Place(int index, Placement placement) => _placements[index] = placement;

    public void Complete() => Completion.TrySetResult(_placements);
}

/// <summary>What one round brings to one conversation, and to whom its placements go.</summary>
internal sealed class ConversationPart(ConversationId id)
{
    private readonly List<(TakeCall Call, int Index)> _origins = [];
    private readonly List<Delivery> _deliveries = [];

    public ConversationId Id => id;

    public IReadOnlyList<Delivery> Deliveries => _deliveries;

    public IReadOnlyList<Change> Changes { get; private set; } = [];

    /// <summary>Whether something may be committed that no change tells of.</summary>
    public bool IsUncertain { get; private set; }

    public void Add(TakeCall call, int index)
    {
        _origins.Add((call, index));
        _deliveries.Add(call.Deliveries[index]);
    }

    public void Place(ConversationTaken taken)
    {
        for (var i = 0; i < _origins.Count; i++)
        {
            _origins[i].Call.Place(_origins[i].Index, taken.Placements[i]);
            IsUncertain |= taken.Placements[i].Outcome == PlacementOutcome.Unavailable;
        }

        Changes = taken.Changes;
    }
}
