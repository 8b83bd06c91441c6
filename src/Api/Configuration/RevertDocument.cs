using System.Globalization;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Configuration;

/// <summary><c>POST /api/config/{kind}/revert</c>: the text of an old version, put again. It is checked as any: others may have changed since.</summary>
internal sealed class RevertDocument(Putting putting, DocumentTexts texts)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await context.KindAsync() is not { } kind) return;
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var version = body.Number("version");
        if (version is null && !body.Errors.Any) body.Errors.Add("version", Rule.Required);
        else if (version < 0) body.Errors.Add("version", Rule.Version);
        var comment = body.Text("comment", Putting.MaxComment);
        var expected = body.Number("expectedVersion");
        if (!await body.FinishAsync(context)) return;
        if (await texts.AtAsync(kind, version!.Value, context.RequestAborted) is not { } old) await context.ProblemAsync(ProblemType.NotFound);
        else await putting.AnswerAsync(context, kind, old.Text, comment ?? string.Create(CultureInfo.InvariantCulture, $"= {version}"), expected);
    }
}
