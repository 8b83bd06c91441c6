using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary><c>GET /api/config/{kind}?version=</c>: the text, as it was put.</summary>
internal sealed class GetDocument(Configurations configurations, DocumentTexts texts)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await context.KindAsync() is not { } kind) return;
        var query = new QueryReader(context.Request);
        var asked = query.Version("version");
        if (!await query.FinishAsync(context)) return;
        var (version, text) = configurations.TextAt(kind, long.MaxValue);
        if (asked is { } at)
        {
            if (await texts.AtAsync(kind, at, context.RequestAborted) is not { } found)
            {
                await context.ProblemAsync(ProblemType.NotFound);
                return;
            }

            (version, text) = found;
        }

        Putting.Tag(context, version);
        await WriteAsync(context, text);
    }

    public static Task WriteAsync(HttpContext context, string text)
    {
        context.Response.ContentType = DocumentBody.ContentType + "; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}

/// <summary>Documents of any version, from the store.</summary>
internal sealed class DocumentTexts(IConfigurationStore store)
{
    /// <summary>Null when there is no such version yet.</summary>
    public async Task<(long Version, string Text)?> AtAsync(string kind, long version, CancellationToken cancellation)
    {
        if (version > await store.NewestAsync(cancellation)) return null;
        var stored = (await store.AtAsync(version, cancellation)).FirstOrDefault(d => d.Kind == kind);
        return stored is null ? (0, DocumentKinds.DefaultOf(kind)) : (stored.Version, stored.Text);
    }
}
