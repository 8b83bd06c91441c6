using SocialCrm.Conversations;

namespace SocialCrm.Api.Interactions;

/// <summary>
/// <c>POST /api/interactions/history/end</c>: the import is complete. Targets that past traffic missed are recorded, and those still to come run from here on.
/// Answers when all of it is committed. Repeating it is safe.
/// </summary>
internal sealed class EndHistory(HistoryEnd end)
{
    public async Task HandleAsync(HttpContext context)
    {
        await end.RunAsync(context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
