namespace SocialCrm.Api.Access.Sessions;

/// <summary>The cookie that carries a session: HttpOnly, SameSite=Lax, Secure over https.</summary>
internal sealed class SessionCookie(SessionTokens tokens, TimeProvider time)
{
    public const string Name = "crm_session";

    public static string? Of(HttpRequest request) => request.Headers.Cookie.Count == 0 ? null : request.Cookies[Name];

    public static void Set(HttpContext context, string token) => context.Response.Cookies.Append(Name, token, Options(context, SessionTokens.Life));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    /// <summary>A session in use gets a new end once half of its time is over; its id, and with it the CSRF token, stays.</summary>
    public async ValueTask RenewAsync(HttpContext context, Session session)
    {
        if (session.ExpiresAt - time.GetUtcNow() > SessionTokens.Life / 2) return;
        Set(context, await tokens.IssueAsync(session.Name, session.Stamp, session.Id, context.RequestAborted));
    }

    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = life,
        IsEssential = true,
    };
}
