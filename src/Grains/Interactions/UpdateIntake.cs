using Orleans;
using Orleans.Runtime;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Interactions;

/// <summary>
/// The way of updates from a valid request to their conversations: which message is meant, can that be said of it; then each conversation's grain records its own. One of a message
/// that isn't known (not taken in yet, or an answer that waits for its question) is answered as that and not kept: its sender has it, and repeats it once the message is there.
/// </summary>
public sealed class UpdateIntake(IGrainFactory grains, IQueries queries)
{
    /// <summary>Completes after every update is committed, or known as a duplicate or as of no known message. Repeating is always safe.</summary>
    public async Task<IntakeResult> TakeAsync(IReadOnlyList<InteractionUpdate> updates, CancellationToken cancellation)
    {
        try
        {
            var messages = await LocateAsync(updates, cancellation);
            if (ErrorsOf(updates, messages) is { Count: > 0 } errors) return new IntakeResult.Refused(errors);
            var receipts = Array.ConvertAll([.. updates], static update => new Receipt { ExternalId = update.ExternalId });
            var known = Enumerable.Range(0, updates.Count).Where(i => messages[i] is not null).GroupBy(i => messages[i]!.Conversation);
            var isStored = await Task.WhenAll(known.Select(group => SendAsync(updates, messages, [.. group], receipts)));
            return Array.TrueForAll(isStored, static stored => stored) ? new IntakeResult.Taken(receipts) : new IntakeResult.Unavailable();
        }
        catch (LimitExceededException)
        {
            return new IntakeResult.Overloaded();
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            return new IntakeResult.Unavailable();
        }
    }

    /// <summary>The message of each update, by one of the sources under which it can stand; null where it isn't known.</summary>
    private async Task<SaidMessage?[]> LocateAsync(IReadOnlyList<InteractionUpdate> updates, CancellationToken cancellation)
    {
        var sources = updates.Select(SourcesOf).ToArray();
        var said = await queries.SaidAsync([.. sources.SelectMany(static s => s).Distinct()], cancellation);
        return [.. updates.Select((update, i) => sources[i].Select(source => said.GetValueOrDefault(source)).FirstOrDefault(message => Is(message, update)))];
    }

    /// <summary>As it was taken in; as it was linked after it had waited for its question; as a person wrote it here.</summary>
    private static SourceId[] SourcesOf(InteractionUpdate update)
    {
        var own = Sources.OfInteraction(update.Channel, update.Account, update.ExternalId);
        return Sources.OfReply(update.ExternalId) is { } reply ? [own, Sources.OfLink(own), reply] : [own, Sources.OfLink(own)];
    }

    /// <summary>An external id that looks like one of ours may name anything: what it leads to must have that id, on that channel.</summary>
    private static bool Is(SaidMessage? message, InteractionUpdate update) =>
        message is not null && message.Key.ExternalId == update.ExternalId && message.Channel == update.Channel && message.Account == update.Account;

    private static List<IntakeError> ErrorsOf(IReadOnlyList<InteractionUpdate> updates, SaidMessage?[] messages)
    {
        List<IntakeError> errors = [];
        for (var i = 0; i < messages.Length; i++)
        {
            if (messages[i] is { } message && UpdateDecider.FaultOf(updates[i].Kind, message.Key.Direction) is { } fault)
                errors.Add(new IntakeError(i, "kind", fault == UpdateFault.NotOfAnswer ? "not-of-answer" : "of-internal"));
        }

        return errors;
    }

    /// <summary>Whether all of it is stored.</summary>
    private async Task<bool> SendAsync(IReadOnlyList<InteractionUpdate> updates, SaidMessage?[] messages, int[] places, Receipt[] receipts)
    {
        var first = messages[places[0]]!;
        var deliveries = Array.ConvertAll(places, i => new UpdateDelivery
        {
            Update = updates[i],
            Source = Sources.OfUpdate(updates[i]),
            Of = messages[i]!.Version,
            SaidAt = messages[i]!.Key.At,
            By = messages[i]!.By,
        });
        var taken = await grains.GetGrain<IConversationGrain>(Keys.Of(first.Conversation)).UpdateAsync(deliveries);
        var customer = grains.GetGrain<ICustomerGrain>(Keys.Of(first.Customer));
        foreach (var change in taken.Changes) await customer.ObserveAsync(change);
        // A repetition may be the first that is answered: whoever asked before may have gone without telling the customer.
        if (taken.Changes.Count == 0) await customer.CatchUpAsync(long.MaxValue);
        for (var n = 0; n < places.Length; n++) receipts[places[n]] = taken.Placements[n].Receipt;
        return taken.Placements.All(static p => p.Outcome == PlacementOutcome.Placed);
    }
}
