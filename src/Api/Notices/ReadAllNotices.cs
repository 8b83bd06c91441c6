using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Notices;

namespace SocialCrm.Api.Notices;

/// <summary><c>POST /api/notices/read-all</c>.</summary>
internal sealed class ReadAllNotices(INoticeStore store, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var now = time.GetUtcNow();
        var until = body.Time("until", required: false) ?? now;
        if (!await body.FinishAsync(context)) return;
        var read = await store.ReadAllAsync(context.Principal().Name, until, now, context.RequestAborted);
        await context.JsonAsync(json => json.WriteNumber("read"u8, read));
    }
}
