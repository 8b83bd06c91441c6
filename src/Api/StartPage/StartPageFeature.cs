using System.Security.Cryptography;
using System.Text;
using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.StartPage;

/// <summary>A plain page where the console isn't built, and one for each kind of problem. No script, nothing loaded from elsewhere.</summary>
internal static class StartPageFeature
{
    private const string Style = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
        + "a{color:#0b57d0}@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#8ab4f8}}";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void MapStartPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/problems/{name}", static context =>
            {
                var type = ProblemType.All.FirstOrDefault(t => t.Name == context.Request.RouteValues["name"] as string);
                return type is null ? context.ProblemAsync(ProblemType.NotFound) : WriteAsync(context, language => Explain(language, type));
            })
            .IsOpen()
            .Describe(new Description("Pages", "Explains a kind of problem") { Answer = AnswerSchema.Html, Refusals = [404] });
    }

    /// <summary>What the address itself shows where the console isn't built.</summary>
    public static Task WriteAsync(HttpContext context) => WriteAsync(context, Start);

    private static string Start(Language language) => $"""
        <h1>{T(language, "page.title")}</h1>
        <p>{T(language, "page.what")}</p>
        <h2>{T(language, "page.sign-in")}</h2>
        <p>{T(language, "page.sign-in-how")}</p>
        <h2>{T(language, "page.links")}</h2>
        <ul>
        <li><a href="/openapi/v1.json">{T(language, "page.openapi")}</a></li>
        <li><a href="/healthz/ready">{T(language, "page.ready")}</a></li>
        <li><a href="/healthz/live">{T(language, "page.live")}</a></li>
        </ul>
        """;

    private static string Explain(Language language, ProblemType type) => $"""
        <p>{T(language, "page.problem")}: {type.Status}</p>
        <h1>{T(language, type.TitleKey)}</h1>
        <p>{T(language, type.DetailKey).Replace("{0}", "…", StringComparison.Ordinal).Replace("{1}", "…", StringComparison.Ordinal)}</p>
        """;

    private static Task WriteAsync(HttpContext context, Func<Language, string> content)
    {
        var language = Languages.Of(context.Request);
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.Vary = "Accept-Language";
        return response.WriteAsync($"""
            <!doctype html>
            <html lang="{language.Tag()}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{T(language, "page.title")}</title><style>{Style}</style></head>
            <body><main>
            {content(language)}
            </main></body>
            </html>
            """, context.RequestAborted);
    }

    private static string T(Language language, string key) => Html.Encode(Texts.Of(language, key));
}
