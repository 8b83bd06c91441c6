using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;

namespace SocialCrm.Api.Outbox;

internal static class OutboxFeature
{
    public static IServiceCollection AddOutboxApi(this IServiceCollection services) => services
        .AddSingleton<ListDeadLetters>().AddSingleton<ReplayDeadLetter>().AddSingleton<PutSecret>().AddSingleton<ListSecrets>().AddSingleton<RemoveSecret>().AddSingleton<TestWebhook>();

    public static void MapOutbox(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet("/api/outbox/dead", services.GetRequiredService<ListDeadLetters>().HandleAsync)
            .Needs(Permissions.Configure)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Outbox", "Messages to the outside that were given up, newest first")
            {
                Query = [new Parameter("cursor", "string", "The next of the page before"), Description.Limit],
                Answer = AnswerSchema.List(
                    ("id!", "string", "The receiver's webhook-id"), ("kind!", "string", "webhook or mail"), ("target!", "string", "The webhook's name, or the sign-in name"),
                    ("conversationId", "string", ""), ("customerId", "string", ""), ("at!", "time", ""), ("attempts!", "integer", ""),
                    ("error", "string", "What the last try ended with")),
                Refusals = [400, 503],
            });
        routes.MapPost("/api/outbox/dead/{id}/replay", services.GetRequiredService<ReplayDeadLetter>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Outbox", "Sends a dead letter again, under its own id") { Status = 204, Refusals = [404, 503] });
        routes.MapPost("/api/webhooks/{name}/test", services.GetRequiredService<TestWebhook>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Outbox", "Sends one test message to a webhook of the notices document, and says what came of it")
            {
                Detail = """The body is {"type":"test","at","by"}, signed as all others. It is tried once, for at most ten seconds, and never again.""", Answer = TestWebhook.Schema, Refusals = [404, 503],
            });
        routes.MapGet("/api/secrets", services.GetRequiredService<ListSecrets>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Outbox", "The names of stored secrets; what they stand for is never shown")
            {
                Answer = AnswerSchema.List(("name!", "string", ""), ("setAt!", "time", ""), ("setBy!", "string", "")), Refusals = [503],
            });
        routes.MapPut("/api/secrets/{name}", services.GetRequiredService<PutSecret>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Outbox", "Stores a secret, which documents name as stored:name")
            {
                Body = BodySchema.Object(("value!", "string", "whsec_ and base64, or any text of 16 to 500 characters")),
                Status = 204,
                Refusals = [400, 413, 415, 503],
            });
        routes.MapDelete("/api/secrets/{name}", services.GetRequiredService<RemoveSecret>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Outbox", "Forgets a stored secret") { Status = 204, Refusals = [404, 503] });
    }
}
