namespace SocialCrm.Outbox;

/// <summary>One try of a message: bounded by <see cref="OutboxOptions.Timeout"/>, and whatever goes wrong is its outcome.</summary>
internal sealed class Sending(WebhookSender webhooks, MailSender mails, OutboxOptions options, TimeProvider time)
{
    /// <exception cref="OperationCanceledException">The process stops.</exception>
    public async Task<SendOutcome> TryAsync(OutgoingMessage message, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            return message.Kind == OutgoingKind.Mail ? await mails.SendAsync(message, either.Token) : await webhooks.SendAsync(message, either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new("timeout");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(e.GetType().Name);
        }
    }
}
