using SocialCrm.Access;
using SocialCrm.Api.Access.People;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Api.RateLimits;

namespace SocialCrm.Api.Access.Sessions;

/// <summary><c>POST /api/session</c>. An unknown name costs as much as a wrong password, and both are answered alike.</summary>
internal sealed partial class SignIn(
    IAccessStore store, Passwords passwords, RateLimiters limiters, SessionTokens tokens, CurrentSession current, PeopleCache people, TimeProvider time, ILogger<SignIn> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        // A foreign page must not sign somebody in as somebody else.
        if (!Origins.IsOwn(context.Request, needed: false))
        {
            await context.ProblemAsync(ProblemType.ForeignOrigin);
            return;
        }

        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var name = SignInNames.Normalise(body.Text("name", SignInNames.MaxCharacters, required: true) ?? "");
        var password = body.Text("password", Passwords.MaxCharacters, required: true);
        if (!await body.FinishAsync(context)) return;
        if (!limiters.MaySignIn(context, name, out var seconds))
        {
            await context.ProblemAsync(new Problem(ProblemType.TooManySignIns) { RetryAfterSeconds = seconds });
            return;
        }

        var person = await store.FindPersonAsync(name, context.RequestAborted);
        if (!await passwords.IsRightAsync(person, password!, context.RequestAborted))
        {
            limiters.SignInFailed(context, name);
            LogFailed(logger, context.Connection.RemoteIpAddress);
            await context.ProblemAsync(ProblemType.WrongSignIn);
            return;
        }

        people.Forget(name);
        var id = Guid.NewGuid();
        SessionCookie.Set(context, await tokens.IssueAsync(person!.Name, person.Stamp, id, context.RequestAborted));
        await current.AnswerAsync(context, Principal.Of(person, limiters), new Session(id, person.Name, person.Stamp, time.GetUtcNow() + SessionTokens.Life));
    }

    [LoggerMessage(2321, LogLevel.Warning, "A sign-in from {Address} failed")]
    private static partial void LogFailed(ILogger logger, System.Net.IPAddress? address);
}
