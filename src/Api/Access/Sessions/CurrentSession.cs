using SocialCrm.Api.Documentation;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Access.Sessions;

/// <summary><c>GET /api/session</c>: who asks. For a person's session with the CSRF token; a service has none and needs none.</summary>
internal sealed class CurrentSession(SessionTokens tokens)
{
    public static readonly AnswerSchema Schema = AnswerSchema.Object(
        ("name!", "string", "The sign-in name, or the key's id"), ("displayName!", "string", ""), ("role!", "string", "agent, supervisor, administrator or service"),
        ("permissions!", "strings", "What may be done"), ("csrfToken", "string", "To be sent as X-CSRF-Token with everything that changes something"), ("expiresAt", "time", ""));

    public Task HandleAsync(HttpContext context) => AnswerAsync(context, context.Principal(), context.Features.Get<Session>());

    public async Task AnswerAsync(HttpContext context, Principal principal, Session? session)
    {
        var csrf = session is null ? null : await tokens.CsrfTokenAsync(session, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await context.JsonAsync(json =>
        {
            json.WriteString("name"u8, principal.Name);
            json.WriteString("displayName"u8, principal.DisplayName);
            json.WriteString("role"u8, principal.Role);
            json.WriteStartArray("permissions"u8);
            foreach (var permission in Enum.GetValues<Permissions>())
            {
                if (int.IsPow2((int)permission) && principal.May(permission)) json.WriteStringValue(Word(permission));
            }

            json.WriteEndArray();
            json.WriteString("csrfToken"u8, csrf);
            if (session is null) json.WriteNull("expiresAt"u8);
            else json.WriteString("expiresAt"u8, session.ExpiresAt.UtcDateTime);
        });
    }

    private static string Word(Permissions permission) => permission switch
    {
        Permissions.Ingest => "ingest",
        Permissions.Read => "read",
        Permissions.Act => "act",
        Permissions.Configure => "configure",
        Permissions.OverOthers => "overOthers",
        Permissions.Figures => "figures",
        _ => throw new ArgumentOutOfRangeException(nameof(permission)),
    };
}
