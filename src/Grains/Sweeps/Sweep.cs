using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;

namespace SocialCrm.Sweeps;

/// <summary>
/// Finds, at start and every minute, what a lost hint would have told: answers whose question is stored by now, and resident customers that missed
/// a commit.
/// </summary>
public sealed partial class Sweep(IGrainFactory grains, IQueries queries, ResidentCustomers residents, TimeProvider time, ILogger<Sweep> log)
    : BackgroundService
{
    private const int MaxAnswersPerQuery = 500;
    private const int MaxCustomersPerQuery = 1_000;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await LinkAnswersAsync(stoppingToken);
                await CatchUpAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // A cancellation from below included: an exception that leaves this loop ends the process.
                Postponed(e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LinkAnswersAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var linked = 0;
            var linkable = await queries.LinkableAsync(MaxAnswersPerQuery, cancellation);
            foreach (var customer in linkable.Where(l => l.Question.Customer is not null).GroupBy(l => l.Question.Customer!.Value))
            {
                var deliveries = customer.Select(l => Unlinked.Link(
                    l.Answer.Source, l.Answer.OccurredAt, l.Answer.ExternalId, l.Answer.Event, l.Answer.Personal, ConversationId.From(l.Question.Stream)));
                var placements = await grains.GetGrain<ICustomerGrain>(Keys.Of(customer.Key)).TakeAsync([.. deliveries]);
                linked += placements.Count(p => p.Outcome == PlacementOutcome.Placed);
            }

            if (linked > 0) Linked(linked);
            if (linked == 0 || linkable.Count < MaxAnswersPerQuery) return;
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        foreach (var chunk in residents.Versions.Chunk(MaxCustomersPerQuery))
        {
            var stored = await queries.VersionsAsync(Array.ConvertAll(chunk, c => c.Key), cancellation);
            foreach (var (id, version) in chunk)
            {
                if (stored.TryGetValue(id, out var newest) && newest > version) await grains.GetGrain<ICustomerGrain>(Keys.Of(id)).CatchUpAsync(newest);
            }
        }
    }

    [LoggerMessage(100, LogLevel.Information, "Linked {Count} answers that a lost hint had left over")]
    private partial void Linked(int count);

    [LoggerMessage(101, LogLevel.Warning, "Sweep postponed to the next minute: {Reason}")]
    private partial void Postponed(string reason);
}
