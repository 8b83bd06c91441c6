using SocialCrm.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Access.People;

/// <summary><c>PATCH /api/people/{name}</c>: what is given changes. Another role or password, or being disabled, ends the person's sessions.</summary>
internal sealed partial class ChangePerson(IAccessStore store, Passwords passwords, PeopleCache cache, ILogger<ChangePerson> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var displayName = body.Text("displayName", AddPerson.MaxDisplayNameCharacters);
        var role = body.Role(required: false);
        var disabled = body.Flag("disabled");
        var password = body.Password("password", required: false);
        if (!body.Errors.Any && displayName is null && role is null && disabled is null && password is null) body.Errors.Add("", Rule.NothingToChange);
        if (!await body.FinishAsync(context)) return;

        var name = SignInNames.Normalise(context.Request.RouteValues["name"] as string ?? "");
        var before = await store.FindPersonAsync(name, context.RequestAborted);
        if (before is null)
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        var after = before with
        {
            DisplayName = string.IsNullOrWhiteSpace(displayName) ? before.DisplayName : displayName,
            Role = role ?? before.Role,
            Disabled = disabled ?? before.Disabled,
            PasswordHash = password is null ? before.PasswordHash : passwords.Hash(password),
        };
        if (IsActiveAdministrator(before) && !IsActiveAdministrator(after) && await IsLastAsync(name, context.RequestAborted))
        {
            await context.ProblemAsync(ProblemType.LastAdministrator);
            return;
        }

        if (after.Role != before.Role || after.Disabled != before.Disabled || password is not null) after = after with { Stamp = Guid.NewGuid() };
        await store.UpdatePersonAsync(after, CancellationToken.None);
        cache.Forget(name);
        LogChanged(logger, name, after.Role, after.Disabled, context.Principal().Name);
        await context.JsonAsync(json => PeopleFeature.Write(json, after));
    }

    private static bool IsActiveAdministrator(Person person) => person is { Role: Roles.Administrator, Disabled: false };

    private async Task<bool> IsLastAsync(string name, CancellationToken cancellation) =>
        !(await store.PeopleAsync(cancellation)).Any(p => p.Name != name && IsActiveAdministrator(p));

    [LoggerMessage(2312, LogLevel.Information, "{Name} is {Role} now, disabled {Disabled}, says {Actor}")]
    private static partial void LogChanged(ILogger logger, string name, string role, bool disabled, string actor);
}
