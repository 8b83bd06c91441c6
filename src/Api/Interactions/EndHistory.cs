namespace SocialCrm.Api.Interactions;

/// <summary>
/// <c>POST /api/interactions/history/end</c>: the import is complete. Targets that would run from now on start here; there are none yet,
/// so that today it only confirms. Repeating it is safe.
/// </summary>
internal static class EndHistory
{
    public static Task HandleAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
