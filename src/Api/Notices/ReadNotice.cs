using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Notices;

namespace SocialCrm.Api.Notices;

/// <summary><c>POST /api/notices/{id}/read</c>.</summary>
internal sealed class ReadNotice(INoticeStore store, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        if (!NoticeId.TryParse(context.Request.RouteValues["id"] as string, out var id)) body.Errors.Add("id", Rule.NoticeId);
        if (!await body.FinishAsync(context)) return;
        var notice = await store.ReadAsync(context.Principal().Name, id, time.GetUtcNow(), context.RequestAborted);
        await (notice is null ? context.ProblemAsync(ProblemType.NotFound) : context.JsonAsync(notice, ApiJson.Notice));
    }
}
