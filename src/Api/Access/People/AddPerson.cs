using SocialCrm.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Access.People;

/// <summary><c>POST /api/people</c>.</summary>
internal sealed partial class AddPerson(IAccessStore store, Passwords passwords, PeopleCache cache, TimeProvider time, ILogger<AddPerson> logger)
{
    public const int MaxDisplayNameCharacters = 128;

    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var name = SignInNames.Normalise(body.Text("name", SignInNames.MaxCharacters, required: true) ?? "");
        if (!body.Errors.Any && !SignInNames.IsValid(name)) body.Errors.Add("name", Rule.SignInName);
        var displayName = body.Text("displayName", MaxDisplayNameCharacters);
        var role = body.Role(required: true);
        var password = body.Password("password", required: false);
        if (!await body.FinishAsync(context)) return;

        var made = password is null ? Passwords.Random() : null;
        var person = new Person(name, string.IsNullOrWhiteSpace(displayName) ? name : displayName, passwords.Hash(password ?? made!), role!, Guid.NewGuid(), time.GetUtcNow(), Disabled: false);
        var added = await store.AddPersonAsync(person, CancellationToken.None);
        cache.Forget(name);
        if (!added)
        {
            await context.ProblemAsync(ProblemType.NameTaken);
            return;
        }

        LogAdded(logger, name, person.Role, context.Principal().Name);
        context.Response.Headers.CacheControl = "no-store";
        await context.JsonAsync(json =>
        {
            PeopleFeature.Write(json, person);
            if (made is not null) json.WriteString("password"u8, made);
        }, StatusCodes.Status201Created);
    }

    [LoggerMessage(2311, LogLevel.Information, "{Name} may sign in as {Role}, says {Actor}")]
    private static partial void LogAdded(ILogger logger, string name, string role, string actor);
}

/// <summary>Members that several requests about people take.</summary>
internal static class PersonMembers
{
    public static string? Role(this JsonBody body, bool required)
    {
        var role = body.Text("role", 32, required);
        if (role is null || Roles.All.Contains(role, StringComparer.Ordinal)) return role;
        body.Errors.Add("role", Rule.OneOf, string.Join(", ", Roles.All));
        return null;
    }

    public static string? Password(this JsonBody body, string name, bool required)
    {
        var password = body.Text(name, Passwords.MaxCharacters, required);
        if (password is null || password.Length >= Passwords.MinCharacters) return password;
        body.Errors.Add(name, Rule.TooShort, Passwords.MinCharacters);
        return null;
    }
}
