using System.Text.Json;
using Orleans;

namespace SocialCrm.Outbox;

/// <summary>Sends as the outbox does, with its signature, its bounds and its networks, but stores nothing and tries once.</summary>
[GrainType("webhook-test")]
internal sealed class WebhookTestGrain(Sending sending, TimeProvider time) : Grain, IWebhookTestGrain
{
    public async Task<WebhookTest> TryAsync(string webhook, string by)
    {
        var now = time.GetUtcNow();
        var began = time.GetTimestamp();
        var body = JsonSerializer.Serialize(new TestMessage("test", now, by), OutboxJson.Default.TestMessage);
        var outcome = await sending.TryAsync(new OutgoingMessage(Guid.NewGuid(), OutgoingKind.Webhook, webhook, null, null, null, body, now, now, 1, null), CancellationToken.None);
        DeactivateOnIdle();
        return new WebhookTest { Error = outcome.Error, Status = outcome.Status, Ms = (long)time.GetElapsedTime(began).TotalMilliseconds };
    }
}
