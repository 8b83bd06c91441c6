using System.Security.Claims;
using System.Threading.RateLimiting;
using SocialCrm.Access;
using SocialCrm.Api.RateLimits;

namespace SocialCrm.Api.Access;

/// <summary>Who asks: a service by its key, or a person by a session. One instance serves many requests.</summary>
internal sealed class Principal : ClaimsPrincipal
{
    private Principal(string name, string displayName, bool isService, Permissions permissions, string role, RateLimiter limiter)
        : base(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role)], isService ? "key" : "session"))
    {
        (Name, DisplayName, IsService, Permissions, Role, Limiter) = (name, displayName, isService, permissions, role, limiter);
    }

    /// <summary>The key's id, or the sign-in name: never the same by construction of both.</summary>
    public string Name { get; }

    public string DisplayName { get; }
    public bool IsService { get; }
    public Permissions Permissions { get; }

    /// <summary>agent, supervisor, administrator or service.</summary>
    public string Role { get; }

    public RateLimiter Limiter { get; }

    public bool May(Permissions needed) => (Permissions & needed) == needed;

    public static Principal Service(string id, string name, Permissions permissions, RateLimiters limiters) =>
        new(id, name, isService: true, permissions, "service", limiters.OfService(id));

    public static Principal Of(Person person, RateLimiters limiters) =>
        new(person.Name, person.DisplayName, isService: false, Roles.PermissionsOf(person.Role), person.Role, limiters.OfPerson(person.Name));
}

internal static class PrincipalExtensions
{
    /// <summary>The principal that the gate let through.</summary>
    public static Principal Principal(this HttpContext context) =>
        context.User as Principal ?? throw new InvalidOperationException("No principal: the endpoint is open, or the gate is missing.");
}
