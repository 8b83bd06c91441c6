using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCrm.Storage;

namespace SocialCrm.Outbox;

/// <summary>
/// Brings stored messages out: claims a few, tries each, and stores what became of it. A process that dies in between leaves its claims to the others, who try
/// again under the same id.
/// </summary>
internal sealed partial class OutboxWorker(
    Store store, Sending sending, OutboxOptions options, TimeProvider time, ILogger<OutboxWorker> log) : BackgroundService
{
    /// <summary>Messages claimed, and tried, at once; each is of another lane.</summary>
    private const int MaxClaimed = 16;

    /// <summary>Taken messages forgotten in one go.</summary>
    private const int MaxForgotten = 1_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>How long what was taken stays to be looked at.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>On top of a try's own time: to store what became of it.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan CleaningPeriod = TimeSpan.FromMinutes(10);

    private static readonly Meter Meter = new("SocialCrm");
    private static readonly Counter<long> Taken = Meter.CreateCounter<long>("crm.outbox.taken", "{message}", "Messages that a receiver took");
    private static readonly Counter<long> Failed = Meter.CreateCounter<long>("crm.outbox.failed", "{try}", "Tries that failed");
    private static readonly Counter<long> Dead = Meter.CreateCounter<long>("crm.outbox.dead", "{message}", "Messages that were given up");
    private static readonly Histogram<double> AgeMs = Meter.CreateHistogram<double>("crm.outbox.age", "ms", "From a message's commit to its being taken");

    private DateTimeOffset _cleanedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isReleased = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isReleased) await store.Outbox.ReleaseAsync(stoppingToken);
                isReleased = true;
                while (await RoundAsync(stoppingToken)) stoppingToken.ThrowIfCancellationRequested();
                await CleanAsync(stoppingToken);
                await store.OutboxBell.WaitAsync(Period, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // An exception that leaves this loop ends the process.
                Postponed(e.GetType().Name);
                await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Whether anything was tried: the next of its lane may be due.</summary>
    internal async Task<bool> RoundAsync(CancellationToken cancellation)
    {
        var lease = Guid.NewGuid();
        var now = time.GetUtcNow();
        var claimed = await store.Outbox.ClaimAsync(lease, now, now + options.Timeout + LeaseMargin, MaxClaimed, cancellation);
        await Task.WhenAll(claimed.Select(message => TryAsync(message, lease, cancellation)));
        return claimed.Count > 0;
    }

    private async Task TryAsync(OutgoingMessage message, Guid lease, CancellationToken stopping)
    {
        var outcome = await sending.TryAsync(message, stopping);
        var now = time.GetUtcNow();
        if (outcome.Error is not { } error)
        {
            await store.Outbox.DoneAsync(message.Id, lease, now, CancellationToken.None);
            Taken.Add(1);
            AgeMs.Record((now - message.At).TotalMilliseconds);
            return;
        }

        Failed.Add(1);
        if (outcome.IsHopeless || message.Attempts >= RetrySchedule.MaxAttempts)
        {
            await store.Outbox.GiveUpAsync(message.Id, lease, now, error, CancellationToken.None);
            Dead.Add(1);
            GivenUp(message.Id, message.Target, message.Attempts, error);
            return;
        }

        var after = RetrySchedule.After(message.Attempts, Random.Shared.NextDouble(), outcome.RetryAfter);
        await store.Outbox.RetryAsync(message.Id, lease, now + after, error, CancellationToken.None);
    }

    private async Task CleanAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now - _cleanedAt < CleaningPeriod) return;
        _cleanedAt = now;
        while (await store.Outbox.ForgetAsync(now - KeptFor, MaxForgotten, cancellation) == MaxForgotten) cancellation.ThrowIfCancellationRequested();
    }

    [LoggerMessage(130, LogLevel.Warning, "Messages to the outside postponed: {Reason}")]
    private partial void Postponed(string reason);

    [LoggerMessage(131, LogLevel.Error, "Message {Id} to {Target} was given up after {Attempts} tries: {Error}")]
    private partial void GivenUp(Guid id, string target, int attempts, string error);
}
