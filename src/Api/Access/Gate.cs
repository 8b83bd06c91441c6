using SocialCrm.Api.Access.People;
using SocialCrm.Api.Access.Sessions;
using SocialCrm.Api.Problems;
using SocialCrm.Api.RateLimits;

namespace SocialCrm.Api.Access;

/// <summary>
/// Lets a request through to its endpoint: who is it, may they, and not too often. Whatever isn't allowed is refused; an error refuses, too.
/// Routing's own answers (404, 405, 415) pass, within the limit of their address.
/// </summary>
internal sealed class Gate(RequestDelegate next, KeyCache keys, SessionTokens sessions, PeopleCache people, SessionCookie cookie, RateLimiters limiters)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        var needs = context.GetEndpoint() is RouteEndpoint endpoint ? endpoint.Metadata.GetMetadata<Needs>() ?? Access.Needs.Unsaid : null;
        if (needs is { IsUnlimited: true }) return next(context);
        if (needs is null || needs.IsOpen) return OpenAsync(context);
        var key = KeyOf(context, needs);
        if (key.IsEmpty) return SessionAsync(context, needs);
        var found = keys.FindAsync(key, context.RequestAborted);
        return found.IsCompletedSuccessfully ? GoOn(context, needs, found.Result) : AwaitAsync(context, needs, found);
    }

    private async Task AwaitAsync(HttpContext context, Needs needs, ValueTask<Principal?> found) => await GoOn(context, needs, await found);

    private Task GoOn(HttpContext context, Needs needs, Principal? principal)
    {
        if (principal is null) return RefuseUnknownAsync(context, ProblemType.Unauthenticated);
        if (needs.IsForPeople && principal.IsService) return context.ProblemAsync(ProblemType.NeedsPerson);
        if (!needs.AreMetBy(principal)) return context.ProblemAsync(new Problem(ProblemType.Forbidden) { Bounds = [Scopes.NameOf(needs.Permissions)] });
        if (!needs.CountsItself && !limiters.TryPrincipal(principal, 1, out var seconds))
            return context.ProblemAsync(new Problem(ProblemType.TooManyRequests) { RetryAfterSeconds = seconds });
        context.User = principal;
        return next(context);
    }

    private Task OpenAsync(HttpContext context) => limiters.TryAddress(context, out var seconds)
        ? next(context)
        : context.ProblemAsync(new Problem(ProblemType.TooManyRequests) { RetryAfterSeconds = seconds });

    private Task RefuseUnknownAsync(HttpContext context, ProblemType type) => limiters.TryAddress(context, out var seconds)
        ? context.ProblemAsync(type)
        : context.ProblemAsync(new Problem(ProblemType.TooManyRequests) { RetryAfterSeconds = seconds });

    private async Task SessionAsync(HttpContext context, Needs needs)
    {
        var aborted = context.RequestAborted;
        var session = SessionCookie.Of(context.Request) is { } token ? await sessions.ReadAsync(token, aborted) : null;
        var principal = session is null ? null : await people.PrincipalAsync(session.Name, session.Stamp, aborted);
        if (session is null || principal is null)
        {
            await RefuseUnknownAsync(context, ProblemType.Unauthenticated);
            return;
        }

        if (!Origins.IsOwn(context.Request, needed: needs.IsHub && context.WebSockets.IsWebSocketRequest))
        {
            await context.ProblemAsync(ProblemType.ForeignOrigin);
            return;
        }

        if (!needs.IsHub && !IsSafe(context.Request.Method) && !await sessions.IsCsrfTokenAsync(session, context.Request.Headers["X-CSRF-Token"], aborted))
        {
            await context.ProblemAsync(ProblemType.CsrfToken);
            return;
        }

        context.Features.Set(session);
        await cookie.RenewAsync(context, session);
        await GoOn(context, needs, principal);
    }

    private static ReadOnlySpan<char> KeyOf(HttpContext context, Needs needs)
    {
        string? header = context.Request.Headers.Authorization;
        if (header is not null)
        {
            // Anything else in this header is a wrong key, never a reason to look at the cookie.
            return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.Length > Scheme.Length ? header.AsSpan(Scheme.Length).Trim() : "?";
        }

        return needs.IsHub && context.Request.Query.TryGetValue("access_token", out var token) && token.Count == 1 ? token[0] : default;
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
