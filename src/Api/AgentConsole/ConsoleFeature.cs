using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Problems;
using SocialCrm.Api.StartPage;

namespace SocialCrm.Api.AgentConsole;

/// <summary>
/// The agents' console: one page at every address of it, and its scripts and styles. All of it is public, since it shows nothing by itself; what it
/// asks for needs a session.
/// </summary>
internal static class ConsoleFeature
{
    /// <summary>Everything is of this service: no script, style, picture or connection from elsewhere, and no inline one.</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary>The addresses that the console's own routes know; the same as in src/Web/app/routes.ts.</summary>
    private static readonly string[] Pages =
        ["/", "/inbox", "/conversations/{id}", "/customers", "/customers/{id}", "/escalations", "/unanswered", "/figures", "/operations", "/start", "/settings", "/settings/{section}"];

    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        foreach (var page in Pages)
        {
            routes.MapMethods(page, [HttpMethods.Get, HttpMethods.Head], PageAsync).IsOpen(unlimited: true)
                .Describe(new Description("Pages", "The agents' console") { Answer = AnswerSchema.Html });
        }

        routes.MapMethods("/assets/{name}", [HttpMethods.Get, HttpMethods.Head], static context => FileAsync(context, "assets/" + context.Request.RouteValues["name"])).IsOpen(unlimited: true)
            .Describe(new Description("Pages", "A script or style of the console") { Answer = AnswerSchema.Script, Refusals = [404] });
        foreach (var (name, _) in ConsoleFiles.All.Where(static f => !f.Value.IsNamedByContent && f.Key != "index.html"))
        {
            routes.MapMethods("/" + name, [HttpMethods.Get, HttpMethods.Head], context => FileAsync(context, name)).IsOpen(unlimited: true)
                .Describe(new Description("Pages", "A picture or manifest of the console") { Answer = AnswerSchema.Plain });
        }
    }

    private static Task PageAsync(HttpContext context)
    {
        if (ConsoleFiles.Page is not { } page) return StartPageFeature.WriteAsync(context);
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return page.SendAsync(context);
    }

    private static Task FileAsync(HttpContext context, string path) =>
        ConsoleFiles.All.TryGetValue(path, out var file) ? file.SendAsync(context) : context.ProblemAsync(ProblemType.NotFound);
}
