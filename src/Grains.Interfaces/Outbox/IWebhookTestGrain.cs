using Orleans;

namespace SocialCrm.Outbox;

/// <summary>Tries whether a webhook takes messages, from where messages go out. One try at a time. Key: <see cref="Keys.OfWebhook"/>.</summary>
[Alias("crm.webhook-test-grain")]
public interface IWebhookTestGrain : IGrainWithStringKey
{
    /// <summary>One message of the type <c>test</c>, never repeated. A timeout is an unknown outcome: it may have arrived.</summary>
    /// <param name="webhook">Its name in the notices document.</param>
    /// <param name="by">Who asked, as the message says.</param>
    [Alias("try")]
    Task<WebhookTest> TryAsync(string webhook, string by);
}
