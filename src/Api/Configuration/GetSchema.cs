using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary><c>GET /api/config/{kind}/schema</c>.</summary>
internal static class GetSchema
{
    public const string ContentType = "application/schema+json";

    public static async Task HandleAsync(HttpContext context)
    {
        if (await context.KindAsync() is not { } kind) return;
        context.Response.ContentType = ContentType;
        await context.Response.WriteAsync(DocumentKinds.SchemaOf(kind), context.RequestAborted);
    }
}
