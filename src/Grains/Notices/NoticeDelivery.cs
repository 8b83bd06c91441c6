using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Agents;
using SocialCrm.Configuration;
using SocialCrm.Outbox;
using SocialCrm.Storage;

namespace SocialCrm.Notices;

/// <summary>
/// Turns notices into mails and webhooks, by each person's choices: what waits for somebody goes together into one message. Of two processes that see the same,
/// one makes the batch.
/// </summary>
internal sealed partial class NoticeDelivery(Store store, IGrainFactory grains, IConfigurations configurations, TimeProvider time, ILogger<NoticeDelivery> log)
    : BackgroundService
{
    private const int MaxRecipientsPerPage = 200;
    private const int MaxForgotten = 1_000;

    /// <summary>How long what waits for a time (the end of quiet hours, of a group's time) may wait longer.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>How long notices are kept.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    private static readonly TimeSpan CleaningPeriod = TimeSpan.FromHours(1);

    private DateTimeOffset _cleanedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
                await CleanAsync(stoppingToken);
                await store.NoticeBell.WaitAsync(Period, time, stoppingToken);
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

    /// <summary>Everybody for whom something waits, once.</summary>
    internal async Task RoundAsync(CancellationToken cancellation)
    {
        var after = "";
        while (true)
        {
            var page = await store.Notices.WaitingAsync(after, MaxRecipientsPerPage, cancellation);
            foreach (var waiting in page) await DeliverAsync(waiting, cancellation);
            if (page.Count < MaxRecipientsPerPage) return;
            after = page[^1].Recipient;
        }
    }

    private async Task DeliverAsync(WaitingNotices waiting, CancellationToken cancellation)
    {
        var plan = configurations.Current.Notices;
        var now = time.GetUtcNow();
        if (DeliveryDecider.Decide(waiting.Recipient, waiting.Count, waiting.Urgent, waiting.LastAt, plan, now) is not { } told) return;
        var batch = Guid.NewGuid();
        var messages = await MessagesAsync(waiting.Recipient, batch, plan, now);
        if (await store.Notices.BatchAsync(waiting, batch, told == Told.Urgent, now, messages, cancellation) && messages.Count > 0) store.OutboxBell.Ring();
    }

    /// <summary>None where the recipient wants none, or nobody said how to reach them: the notices stand in their list all the same.</summary>
    private async Task<IReadOnlyList<OutgoingRow>> MessagesAsync(string recipient, Guid batch, NoticePlan plan, DateTimeOffset now)
    {
        if (recipient.StartsWith(Recipients.WebhookPrefix, StringComparison.Ordinal)) return [Message(OutgoingKind.Webhook, recipient[Recipients.WebhookPrefix.Length..])];
        if (!plan.People.TryGetValue(recipient, out var contact)) return [];
        var choices = await grains.GetGrain<IAgentGrain>(Keys.OfPerson(recipient)).NotificationsAsync();
        List<OutgoingRow> messages = [];
        if (contact.Mail is not null && plan.Mail is not null && choices.Due.Contains(NotificationChoices.Mail, StringComparer.Ordinal)) messages.Add(Message(OutgoingKind.Mail, recipient));
        if (contact.Webhook is { } webhook && choices.Due.Contains(NotificationChoices.Webhook, StringComparer.Ordinal)) messages.Add(Message(OutgoingKind.Webhook, webhook));
        return messages;

        OutgoingRow Message(OutgoingKind kind, string target) => new(
            Interactions.Sources.OfNotice(batch.ToString("N"), 0, (int)kind, target), kind, target, $"{recipient}/{kind}/{target}", null, null, batch, null, now);
    }

    private async Task CleanAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now - _cleanedAt < CleaningPeriod) return;
        _cleanedAt = now;
        while (await store.Notices.ForgetAsync(now - KeptFor, MaxForgotten, cancellation) == MaxForgotten) cancellation.ThrowIfCancellationRequested();
    }

    [LoggerMessage(121, LogLevel.Warning, "Mails and webhooks of notices postponed: {Reason}")]
    private partial void Postponed(string reason);
}
