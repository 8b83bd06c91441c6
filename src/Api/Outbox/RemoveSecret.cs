using SocialCrm.Api.Access;
using SocialCrm.Api.Problems;
using SocialCrm.Outbox;

namespace SocialCrm.Api.Outbox;

/// <summary><c>DELETE /api/secrets/{name}</c>.</summary>
internal sealed partial class RemoveSecret(ISecretStore store, ILogger<RemoveSecret> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        if (!await store.RemoveAsync(name, context.RequestAborted))
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        LogRemoved(logger, name, context.Principal().Name);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    [LoggerMessage(2403, LogLevel.Information, "Secret {Name} was forgotten by {Actor}")]
    private static partial void LogRemoved(ILogger logger, string name, string actor);
}
