using SocialCrm.Api.Documentation;

namespace SocialCrm.Api.Access.Sessions;

internal static class SessionsFeature
{
    public static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<SessionTokens>().AddSingleton<SessionCookie>()
        .AddSingleton<SignIn>().AddSingleton<CurrentSession>().AddSingleton<ChangePassword>();

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var current = services.GetRequiredService<CurrentSession>();
        routes.MapPost("/api/session", services.GetRequiredService<SignIn>().HandleAsync)
            .IsOpen()
            .Describe(new Description("Access", "Signs in: sets the session's cookie")
            {
                Body = BodySchema.Object(("name!", "string", ""), ("password!", "string", "")),
                Answer = CurrentSession.Schema,
                Refusals = [400, 401, 403, 413, 415],
            });
        routes.MapGet("/api/session", current.HandleAsync)
            .Needs(Permissions.None)
            .Describe(new Description("Access", "Who is signed in, and the token for X-CSRF-Token") { Answer = CurrentSession.Schema });
        routes.MapDelete("/api/session", context =>
            {
                SessionCookie.Delete(context);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            })
            .Needs(Permissions.None)
            .Describe(new Description("Access", "Signs out") { Status = 204 });
        routes.MapPost("/api/session/password", services.GetRequiredService<ChangePassword>().HandleAsync)
            .Needs(Permissions.None)
            .Describe(new Description("Access", "Changes one's own password; other sessions end, this one goes on")
            {
                Body = BodySchema.Object(("current!", "string", ""), ("password!", "string", "At least 10 characters")),
                Status = 204,
                Refusals = [400, 413, 415],
            });
    }
}
