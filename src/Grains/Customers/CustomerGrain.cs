using Orleans;
using Orleans.Runtime;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Live;

namespace SocialCrm.Customers;

/// <summary>
/// One customer. Every method interleaves and all of them run on the activation's own scheduler: a single pump brings deliveries to the conversations
/// round by round, and the state is swapped as a whole, so readers never wait for a commit. It is read when it is first needed: of one that nobody has asked
/// for, changes pass by.
/// </summary>
[GrainType("customer")]
public sealed class CustomerGrain(IGroupedReads reads, ResidentCustomers residents) : Grain, ICustomerGrain
{
    /// <summary>Most deliveries of one round; more wait for the next.</summary>
    private const int MaxRound = 1_000;

    /// <summary>
    /// Most deliveries that wait for a round; a call beyond it is refused whole, for its sender to repeat. The engine's limit of waiting requests
    /// doesn't hold here: none of ours ever waits for its turn.
    /// </summary>
    private const int MaxWaiting = 10_000;

    private readonly Queue<TakeCall> _waiting = new();
    private int _waitingDeliveries;
    private CustomerId _id;
    private Task? _loading;
    private CustomerView? _view;
    private bool _pumping;

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        CustomerId.TryParse(this.GetPrimaryKeyString(), out _id) ? Task.CompletedTask : throw new InvalidOperationException("not a customer's key");

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        residents.Left(_id);
        return Task.CompletedTask;
    }

    public async Task<CustomerView?> GetAsync()
    {
        await LoadedAsync();
        if (_view is null && !_pumping) DeactivateOnIdle();
        return _view;
    }

    public Task<IReadOnlyList<Placement>> TakeAsync(IReadOnlyList<Delivery> deliveries)
    {
        if (_waitingDeliveries + deliveries.Count > MaxWaiting)
            return Task.FromException<IReadOnlyList<Placement>>(new LimitExceededException($"{_waitingDeliveries} deliveries wait for this customer, of {MaxWaiting}."));
        var call = new TakeCall(deliveries);
        _waiting.Enqueue(call);
        _waitingDeliveries += deliveries.Count;
        if (!_pumping) _ = PumpAsync();
        return call.Completion.Task;
    }

    public async Task ObserveAsync(Change change)
    {
        if (_loading is null) return;
        await LoadedAsync();
        await FoldAsync(change);
    }

    public async Task CatchUpAsync(long version)
    {
        if (_loading is null) return;
        await LoadedAsync();
        if (_view is null || _view.Version < version) await ReloadAsync();
    }

    /// <summary>Never throws: each call gets its placements, or the exception that its round ended with.</summary>
    private async Task PumpAsync()
    {
        _pumping = true;
        while (_waiting.Count > 0)
        {
            var round = NextRound();
            try
            {
                await LoadedAsync();
                await PlaceAsync(round);
                foreach (var call in round) call.Complete();
            }
            catch (Exception e)
            {
                // A part of the round may be committed: the next activation reads what is true.
                DeactivateOnIdle();
                foreach (var call in round) call.Completion.TrySetException(e);
            }
        }

        _pumping = false;
    }

    private List<TakeCall> NextRound()
    {
        var round = new List<TakeCall> { _waiting.Dequeue() };
        var size = round[0].Deliveries.Count;
        while (_waiting.TryPeek(out var next) && (size += next.Deliveries.Count) <= MaxRound) round.Add(_waiting.Dequeue());
        _waitingDeliveries -= round.Sum(static call => call.Deliveries.Count);
        return round;
    }

    private async Task PlaceAsync(List<TakeCall> round)
    {
        var parts = Parts(round);
        if (parts.Count == 1)
        {
            await PlaceAsync(parts[0]);
        }
        else
        {
            await Task.WhenAll(parts.Select(PlaceAsync));
        }

        foreach (var change in parts.SelectMany(p => p.Changes).OrderBy(c => c.CustomerVersion)) await FoldAsync(change);
        if (parts.Exists(p => p.IsUncertain)) DeactivateOnIdle();
    }

    /// <summary>What of the round goes to which conversation.</summary>
    private List<ConversationPart> Parts(List<TakeCall> round)
    {
        var parts = new List<ConversationPart>(1);
        foreach (var call in round)
        {
            for (var i = 0; i < call.Deliveries.Count; i++)
            {
                var id = ConversationOf(call.Deliveries[i]);
                var part = parts.Find(p => p.Id == id);
                if (part is null) parts.Add(part = new ConversationPart(id));
                part.Add(call, i);
            }
        }

        return parts;
    }

    private ConversationId ConversationOf(Delivery delivery) => delivery.Conversation ?? Sources.OfConversation(
        _id, delivery.Interaction.Channel, delivery.Interaction.Account, delivery.Interaction.Thread, ordinal: 1);

    private async Task PlaceAsync(ConversationPart part)
    {
        var first = part.Deliveries[0].Interaction;
        var taken = await GrainFactory.GetGrain<IConversationGrain>(Keys.Of(part.Id)).TakeAsync(new ConversationTake
        {
            Customer = _id,
            Channel = first.Channel,
            Account = first.Account,
            Thread = first.Thread,
            Deliveries = part.Deliveries,
            Stage = _view?.Stage ?? Stage.Prospect,
            CustomerTags = _view?.Tags ?? [],
            Standing = _view?.Standing,
        });
        part.Place(taken);
    }

    private Task FoldAsync(Change change)
    {
        var view = _view ?? new CustomerView { Id = _id };
        if (change.CustomerVersion <= view.Version) return Task.CompletedTask;
        if (change.CustomerFrom != view.Version || !CustomerFold.IsWhole(view)) return ReloadAsync();
        Become(CustomerFold.Apply(view, change));
        return Task.CompletedTask;
    }

    /// <summary>Completes when it was read at least once; a reading that failed is begun again by the next who asks.</summary>
    private Task LoadedAsync() => _loading is null or { IsFaulted: true } ? _loading = ReloadAsync() : _loading;

    private async Task ReloadAsync()
    {
        try
        {
            Become(await reads.CustomerAsync(_id, CancellationToken.None));
        }
        catch (StoreUnavailableException)
        {
            // Another silo may reach it.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Reads overlap with commits: only a newer state replaces the one there is.</summary>
    private void Become(CustomerView? view)
    {
        if (view is null || view.Version <= _view?.Version) return;
        _view = view;
        residents.Have(_id, view.Version);
    }
}
