using SocialCrm.Access;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Access.Keys;

/// <summary><c>DELETE /api/keys/{id}</c>: works at once in this process. A key that was revoked before is a 404.</summary>
internal sealed partial class RevokeKey(IAccessStore store, KeyCache cache, TimeProvider time, ILogger<RevokeKey> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        var revoked = await store.RevokeKeyAsync(id, time.GetUtcNow(), CancellationToken.None);
        cache.Forget(id);
        if (!revoked)
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        LogRevoked(logger, id, context.Principal().Name);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    [LoggerMessage(2302, LogLevel.Information, "API key {Key} was revoked by {Actor}")]
    private static partial void LogRevoked(ILogger logger, string key, string actor);
}
