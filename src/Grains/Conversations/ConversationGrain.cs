using Orleans;
using Orleans.Placement;
using SocialCrm.Configuration;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Live;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Conversations;

/// <summary>
/// One conversation, placed beside the customer whose grain calls it first: load, drop duplicates, decide, commit, evolve, answer. The state changes only after its commit.
/// </summary>
[GrainType("conversation"), PreferLocalPlacement]
public sealed class ConversationGrain(IJournal journal, IGroupedReads reads, IQueries queries, IConfigurations configurations, Announcements announcements, TimeProvider time)
    : Grain, IConversationGrain
{
    /// <summary>Rounds of deciding again before callers are told to repeat: each answers a redelivery, a taken identity or a moved stream.</summary>
    private const int MaxAttempts = 8;

    private ConversationId _id;
    private ConversationState? _state;
    private ConversationView? _view;
    private RecentMessages _messages = RecentMessages.Of(MessageFold.Empty);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!ConversationId.TryParse(this.GetPrimaryKeyString(), out _id)) throw new InvalidOperationException("not a conversation's key");
        Become(await reads.ConversationAsync(_id, cancellationToken));
    }

    public Task<ConversationView?> GetAsync()
    {
        if (_view is null) DeactivateOnIdle();
        return Task.FromResult(_view);
    }

    public async Task<ConversationTaken> TakeAsync(ConversationTake take)
    {
        _state ??= ConversationState.New(take.Customer, take.Channel, take.Account, take.Thread, take.Ordinal);
        var round = new TakeRound(take.Deliveries);
        try
        {
            await RecordAsync(round, take);
        }
        catch (StoreUnavailableException)
        {
            DeactivateOnIdle();
        }

        return round.Taken();
    }

    public async Task<ConversationTaken> UpdateAsync(IReadOnlyList<UpdateDelivery> updates)
    {
        var round = new UpdateRound(updates);
        try
        {
            await RecordAsync(round);
        }
        catch (StoreUnavailableException)
        {
            DeactivateOnIdle();
        }

        return round.Taken();
    }

    public Task<ActResult> ActAsync(ConversationAct act) => OrLetGoAsync(async () =>
    {
        if (act.Source is { } source && await reads.LocateAsync(source, CancellationToken.None) is { } stored)
            return Result(stored.Request == act.Request ? ActOutcome.Done : ActOutcome.KeyReused);

        var id = act.Source?.Value ?? Guid.NewGuid();
        return await CommitAsync(state => ActDecider.Act(state, act, Context(), id), act.Request);
    });

    public Task<ActResult> JudgeDueAsync() => OrLetGoAsync(() => CommitAsync(state => DueDecider.Judge(state, Context()), request: null));

    public Task<ActResult> EndHistoryAsync() => OrLetGoAsync(() => CommitAsync(state => DueDecider.EndHistory(state, Context()), request: null));

    public async Task<PolicyApplication> ApplyPoliciesAsync(bool isPreview)
    {
        if (_state is not { Messages.WaitingSince: not null }) return new PolicyApplication();
        var history = ConversationHistory.Of(await queries.RowsAsync(_id, CancellationToken.None));
        var (before, first) = (_state, history.FirstOfWait(_state));
        if (isPreview) return Applied(before, ApplyDecider.Apply(before, first, Context()).State, null);
        var result = await OrLetGoAsync(() => CommitAsync(state => ApplyDecider.Apply(state, first, Context()), request: null));
        return Applied(before, _state!, result.Change);
    }

    private PolicyApplication Applied(ConversationState before, ConversationState after, Change? change) => PolicyApplications.Of(before, after, Context().Now) with { Change = change };

    /// <summary>A silo that can't reach the store doesn't keep the conversation: the next activation may be in one that does, and reads what is stored.</summary>
    private async Task<ActResult> OrLetGoAsync(Func<Task<ActResult>> act)
    {
        try
        {
            return await act();
        }
        catch (StoreUnavailableException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task<ActResult> CommitAsync(Func<ConversationState, Decision> decide, Guid? request)
    {
        if (_state is null)
        {
            DeactivateOnIdle();
            return Result(ActOutcome.NotFound);
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var decision = decide(_state);
            if (decision.Refusal is { } refusal) return Result(refusal);
            if (decision.Entries.Count == 0) return Result(ActOutcome.Done);
            switch (await AppendAsync(decision, []))
            {
                case AppendResult.Committed committed:
                    Become(decision.State, view: committed.Change?.Conversation);
                    return Result(ActOutcome.Done, committed.Change);
                case AppendResult.AlreadyStored already:
                    return Result(already.Sources[0].Request == request ? ActOutcome.Done : ActOutcome.KeyReused);
                default:
                    await ReloadAsync();
                    break;
            }
        }

        throw new StoreUnavailableException("the conversation kept moving on while it was acted upon");
    }

    /// <summary>
    /// Commits what is pending. Each commit also finds the answers that waited for what it stored; they are recorded next. An answer looks for its question
    /// after its own commit (<see cref="UnlinkedGrain"/>), so whoever commits last finds the other.
    /// </summary>
    private async Task RecordAsync(TakeRound round, ConversationTake take)
    {
        for (var attempt = 0; round.Pending.Count > 0; attempt++)
        {
            if (attempt == MaxAttempts) throw new StoreUnavailableException("the conversation kept moving on while it recorded");
            await DropRecordedAsync(round);
            var deliveries = round.NextCommit();
            if (deliveries.Count == 0) return;
            var late = ReceiveDecider.NeedsHistory(_state!, deliveries) ? ConversationHistory.Of(await queries.RowsAsync(_id, CancellationToken.None)) : null;
            var messages = await MessagesWithAsync(deliveries, late);
            var context = Context() with { Stage = take.Stage, CustomerTags = take.CustomerTags, Standing = take.Standing };
            var decision = ReceiveDecider.Receive(_state!, deliveries, messages.Fold, context, late);
            switch (await AppendAsync(decision, deliveries))
            {
                case AppendResult.Committed committed:
                    Become(decision.State, messages, committed.Change?.Conversation);
                    round.Committed(deliveries, decision.State, committed);
                    foreach (var answer in committed.Waiting) round.Add(Unlinked.Link(answer.Source, answer.OccurredAt, answer.ExternalId, answer.Event, answer.Personal, _id));
                    attempt = -1;
                    break;
                case AppendResult.AlreadyStored already:
                    round.Known(already.Sources);
                    break;
                case AppendResult.IdentityTaken taken:
                    round.Taken(taken.Taken);
                    break;
                default:
                    await ReloadAsync();
                    break;
            }
        }
    }

    /// <summary>A conversation that isn't there leaves all of the round open.</summary>
    private async Task RecordAsync(UpdateRound round)
    {
        if (_state is null) DeactivateOnIdle();
        var stored = await Task.WhenAll(round.Pending.Select(u => reads.LocateAsync(u.Source, CancellationToken.None)));
        round.Known([.. stored.OfType<StoredSource>()]);
        for (var attempt = 0; round.Pending.Count > 0 && _state is { Exists: true } state; attempt++)
        {
            if (attempt == MaxAttempts) throw new StoreUnavailableException("the conversation kept moving on while it was told of its messages");
            var decision = UpdateDecider.Update(state, round.Pending);
            switch (await AppendAsync(decision, []))
            {
                case AppendResult.Committed committed:
                    Become(decision.State, view: committed.Change?.Conversation);
                    round.Committed(decision.State, committed);
                    break;
                case AppendResult.AlreadyStored already:
                    round.Known(already.Sources);
                    break;
                default:
                    await ReloadAsync();
                    break;
            }
        }
    }

    /// <summary>
    /// A late delivery may be one that is recorded already (an answer that both sides found at once): it can't be folded in a second time.
    /// </summary>
    private async Task DropRecordedAsync(TakeRound round)
    {
        var doubtful = round.Pending.FindAll(d =>
        {
            var key = ReceiveDecider.MessageOf(d.Interaction).Key;
            return _messages.IsBefore(key) || _messages.Contains(key);
        });
        if (doubtful.Count == 0) return;
        var stored = await Task.WhenAll(doubtful.Select(d => reads.LocateAsync(d.Source, CancellationToken.None)));
        round.Known([.. stored.OfType<StoredSource>()]);
    }

    /// <summary>Reads the conversation's messages only for one that is older than those kept apart.</summary>
    private async Task<RecentMessages> MessagesWithAsync(IReadOnlyList<Delivery> deliveries, ConversationHistory? late)
    {
        var added = deliveries.Select(d => ReceiveDecider.MessageOf(d.Interaction)).ToArray();
        if (!Array.Exists(added, m => _messages.IsBefore(m.Key))) return _messages.Add(added);
        var known = late?.Messages.Select(static m => m.Message) ?? await queries.MessagesAsync(_id, CancellationToken.None);
        return RecentMessages.Of(known.Concat(added));
    }

    private async Task<AppendResult> AppendAsync(Decision decision, IReadOnlyList<Delivery> deliveries)
    {
        try
        {
            return await journal.AppendAsync(Appends.Of(_state!, decision, deliveries, announcements.Of(_state!, decision)), CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // What is stored isn't known: the next activation reads it.
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task ReloadAsync()
    {
        var fresh = await reads.ConversationAsync(_id, CancellationToken.None);
        if (fresh is not null) Become(fresh);
    }

    /// <param name="messages">Null where nothing more is known than the state's fold.</param>
    /// <param name="view">Null where it hasn't been made of the state yet.</param>
    private void Become(ConversationState? state, RecentMessages? messages = null, ConversationView? view = null)
    {
        _state = state;
        _messages = messages ?? (state?.Messages == _messages.Fold ? _messages : RecentMessages.Of(state?.Messages ?? MessageFold.Empty));
        _view = view ?? (state?.Exists == true ? state.ToView() : null);
    }

    private ActResult Result(ActOutcome outcome, Change? change = null) => new() { Outcome = outcome, Conversation = _view, Change = change };

    private DecisionContext Context() => new()
    {
        Now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()),
        Configurations = configurations,
    };
}
