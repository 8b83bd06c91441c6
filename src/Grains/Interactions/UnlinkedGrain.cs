using Orleans;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Interactions;

/// <summary>Keeps answers whose question isn't known, and looks once more for the question after the commit.</summary>
[GrainType("unlinked"), CollectionAgeLimit(Minutes = 2)]
public sealed class UnlinkedGrain(IJournal journal, IGroupedReads reads) : Grain, IUnlinkedGrain
{
    public async Task<IReadOnlyList<Placement>> TakeAsync(IReadOnlyList<Delivery> deliveries) => await Task.WhenAll(deliveries.Select(KeepAsync));

    private async Task<Placement> KeepAsync(Delivery delivery)
    {
        var externalId = delivery.Interaction.ExternalId;
        try
        {
            var duplicate = false;
            if (await journal.AppendAsync(Appends.OfUnlinked(delivery), CancellationToken.None) is AppendResult.AlreadyStored already)
            {
                duplicate = true;
                if (already.Sources[0] is { Customer: { } customer } known)
                    return Placement.Recorded(externalId, customer, ConversationId.From(known.Stream), known.Version, duplicate: true);
            }

            if (Unlinked.AwaitedBy(delivery.Interaction) is not { } awaited) return Placement.UnlinkedAs(externalId, duplicate);
            return await LinkAsync(delivery, awaited) ?? Placement.UnlinkedAs(externalId, duplicate);
        }
        catch (StoreUnavailableException)
        {
            // The next activation may be in a silo that reaches the store.
            DeactivateOnIdle();
            return Placement.Of(PlacementOutcome.Unavailable, externalId);
        }
    }

    private async Task<Placement?> LinkAsync(Delivery delivery, SourceId awaited)
    {
        if (await reads.LocateAsync(awaited, CancellationToken.None) is not { Customer: { } customer } question) return null;
        var link = delivery with
        {
            Source = Sources.OfLink(delivery.Source),
            LinkOf = delivery.Source,
            Conversation = ConversationId.From(question.Stream),
        };
        var placements = await GrainFactory.GetGrain<ICustomerGrain>(Keys.Of(customer)).TakeAsync([link]);

        // Linked by the question's own look a moment before is no redelivery.
        return placements[0] with { Receipt = placements[0].Receipt with { Duplicate = false } };
    }
}
