using Orleans;
using Orleans.Runtime;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Interactions;

/// <summary>
/// The way of interactions from a valid request to their customers: is it known, what does it answer, whose is it; then each customer's grain takes
/// its own. Answers to messages of the same request follow in a second wave, so they find their question stored.
/// </summary>
public sealed class Intake(IGrainFactory grains, IGroupedReads reads, AuthorResolution authors, IdentityCache identities)
{
    /// <summary>Rounds of looking up senders again when an identity became another customer's meanwhile.</summary>
    private const int MaxRounds = 8;

    /// <summary>Completes after every interaction is committed (or known as a duplicate). Repeating is always safe.</summary>
    public async Task<IntakeResult> TakeAsync(IReadOnlyList<Interaction> interactions, IntakeOrigin origin, CancellationToken cancellation)
    {
        var request = new IntakeRequest(interactions, origin);
        try
        {
            await LocateAsync(request, cancellation);
            await ResolveAsync(request, request.Open, cancellation);
            if (request.Errors is { Count: > 0 } errors) return new IntakeResult.Refused(errors);
            for (var round = 0; round < MaxRounds && request.NextWave() is { Count: > 0 } wave; round += request.Progressed ? 0 : 1)
            {
                if (request.Waves > 1) await ResolveAsync(request, wave, cancellation);
                await SendAsync(request, wave);
            }
        }
        catch (LimitExceededException)
        {
            return new IntakeResult.Overloaded();
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            return new IntakeResult.Unavailable();
        }

        return request.Result();
    }

    /// <summary>Finds what is stored already: the interactions themselves, and the messages that they answer.</summary>
    private async Task LocateAsync(IntakeRequest request, CancellationToken cancellation)
    {
        if (request.Items.Length == 1)
        {
            await LocateAsync(request.Items[0], cancellation);
            return;
        }

        await Task.WhenAll(request.Items.Select(item => LocateAsync(item, cancellation)));
    }

    private async Task LocateAsync(IntakeItem item, CancellationToken cancellation)
    {
        var own = reads.LocateAsync(item.Source, cancellation);
        if (item.Question is { } question) item.Answers = await reads.LocateAsync(question, cancellation);
        if (await own is { } stored) item.Known(stored);
    }

    /// <summary>All at once: what isn't known yet of a hundred senders is read together.</summary>
    private Task ResolveAsync(IntakeRequest request, IReadOnlyList<IntakeItem> wave, CancellationToken cancellation) => wave.Count == 1
        ? ResolveAsync(request, wave[0], cancellation)
        : Task.WhenAll(wave.Select(item => ResolveAsync(request, item, cancellation)));

    private async Task ResolveAsync(IntakeRequest request, IntakeItem item, CancellationToken cancellation)
    {
        if (item.Answers is null && item.Question is { } question && request.Waves > 0) item.Answers = await reads.LocateAsync(question, cancellation);
        item.Author = item switch
        {
            { Answers.Customer: { } asked } => new ResolvedAuthor(asked, [], []),
            { Interaction: { Direction: Direction.Inbound } inbound } => await authors.ResolveAsync(inbound, request.Origin.Trusted, cancellation),
            { Interaction: { Customer: { } reference } ours } => await authors.ResolveAsync(ours, reference, cancellation),
            _ => null,
        };
    }

    private async Task SendAsync(IntakeRequest request, IReadOnlyList<IntakeItem> wave)
    {
        if (wave.Count == 1)
        {
            await SendAsync(request, [wave[0]], wave[0].Target);
            return;
        }

        await Task.WhenAll(wave.GroupBy(item => item.Target, StringComparer.Ordinal).Select(group => SendAsync(request, [.. group], group.Key)));
    }

    private async Task SendAsync(IntakeRequest request, IntakeItem[] items, string target)
    {
        var deliveries = Array.ConvertAll(items, item => item.Deliver(request.Origin));
        var placements = items[0].Author?.Customer is null
            ? await grains.GetGrain<IUnlinkedGrain>(target).TakeAsync(deliveries)
            : await grains.GetGrain<ICustomerGrain>(target).TakeAsync(deliveries);
        for (var i = 0; i < items.Length; i++)
        {
            items[i].Placed(placements[i]);
            foreach (var link in deliveries[i].Links)
            {
                if (placements[i] is { Outcome: PlacementOutcome.Placed, Receipt.CustomerId: { } customer }) identities.Remember(link.Key, customer);
                else identities.Forget(link.Key);
            }
        }
    }
}
