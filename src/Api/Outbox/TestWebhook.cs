using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;
using SocialCrm.Outbox;

namespace SocialCrm.Api.Outbox;

/// <summary><c>POST /api/webhooks/{name}/test</c>: what the receiver did with one message that says it is a test.</summary>
internal sealed partial class TestWebhook(IGrainFactory grains, IConfigurations configurations, ILogger<TestWebhook> logger)
{
    public static readonly AnswerSchema Schema = AnswerSchema.Object(
        ("delivered!", "boolean", "The receiver answered 2xx"), ("status", "integer", "Of its answer; null where none came"), ("ms!", "integer", "Milliseconds of the try"),
        ("error", "string", "Null when it was delivered; else not-configured, no-secret, address-refused, timeout, unreachable: and why, or status and its number"));

    public async Task HandleAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        if (!configurations.Current.Notices.Webhooks.ContainsKey(name))
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        var by = context.Principal().Name;
        var test = await grains.GetGrain<IWebhookTestGrain>(Keys.OfWebhook(name)).TryAsync(name, by);
        LogTested(logger, name, by, test.Error ?? "delivered", test.Ms);
        await context.JsonAsync(json =>
        {
            json.WriteBoolean("delivered"u8, test.Error is null);
            if (test.Status is { } status) json.WriteNumber("status"u8, status);
            else json.WriteNull("status"u8);
            json.WriteNumber("ms"u8, test.Ms);
            json.WriteString("error"u8, test.Error);
        });
    }

    [LoggerMessage(2404, LogLevel.Information, "Webhook {Name} was tested by {Actor}: {Outcome} after {Ms} ms")]
    private static partial void LogTested(ILogger logger, string name, string actor, string outcome, long ms);
}
