using SocialCrm.Api.Access;
using SocialCrm.Api.Problems;
using SocialCrm.Outbox;

namespace SocialCrm.Api.Outbox;

/// <summary><c>POST /api/outbox/dead/{id}/replay</c>. Any process's worker finds it within a second.</summary>
internal sealed partial class ReplayDeadLetter(IOutboxStore store, TimeProvider time, ILogger<ReplayDeadLetter> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (DeadLetterIds.Parse(context.Request.RouteValues["id"] as string) is not { } id || !await store.ReplayAsync(id, time.GetUtcNow(), context.RequestAborted))
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        LogReplayed(logger, id, context.Principal().Name);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    [LoggerMessage(2401, LogLevel.Information, "Dead letter {Id} goes out again, says {Actor}")]
    private static partial void LogReplayed(ILogger logger, Guid id, string actor);
}
