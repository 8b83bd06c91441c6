using SocialCrm.Access;
using SocialCrm.Api.Access.People;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Api.RateLimits;

namespace SocialCrm.Api.Access.Sessions;

/// <summary><c>POST /api/session/password</c>: one's own. The stamp changes, so all other sessions end; this one gets a new cookie.</summary>
internal sealed class ChangePassword(IAccessStore store, Passwords passwords, RateLimiters limiters, SessionTokens tokens, PeopleCache people)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (context.Features.Get<Session>() is not { } session)
        {
            await context.ProblemAsync(new Problem(ProblemType.Forbidden) { Bounds = ["session"] });
            return;
        }

        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var current = body.Text("current", Passwords.MaxCharacters, required: true);
        var password = body.Password("password", required: true);
        if (!await body.FinishAsync(context)) return;
        if (!limiters.MaySignIn(context, session.Name, out var seconds))
        {
            await context.ProblemAsync(new Problem(ProblemType.TooManySignIns) { RetryAfterSeconds = seconds });
            return;
        }

        var person = await store.FindPersonAsync(session.Name, context.RequestAborted);
        if (!await passwords.IsRightAsync(person, current!, context.RequestAborted))
        {
            limiters.SignInFailed(context, session.Name);
            await context.InvalidAsync("current", Rule.WrongPassword);
            return;
        }

        var changed = person! with { PasswordHash = passwords.Hash(password!), Stamp = Guid.NewGuid() };
        await store.UpdatePersonAsync(changed, CancellationToken.None);
        people.Forget(session.Name);
        SessionCookie.Set(context, await tokens.IssueAsync(changed.Name, changed.Stamp, session.Id, CancellationToken.None));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
