namespace SocialCrm.Api.Access;

/// <summary>
/// What an endpoint needs of its caller. An endpoint that says nothing is open to administrators only: forgetting it fails closed.
/// </summary>
internal sealed class Needs(Permissions permissions)
{
    /// <summary>Nobody has to be known.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Open, and asked so often by machines of the house that no limit by address applies.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>Somebody signed in, or with a key: whoever it is.</summary>
    public bool IsForAnybodyKnown => !IsOpen && Permissions == Permissions.None;

    /// <summary>It belongs to somebody who signs in: no key opens it, whatever its scopes.</summary>
    public bool IsForPeople { get; init; }

    /// <summary>The endpoint counts against the caller's limit by itself, because a request of it isn't one piece of work.</summary>
    public bool CountsItself { get; init; }

    /// <summary>The key may come as <c>access_token</c> in the query, and a session needs no CSRF header but a matching Origin.</summary>
    public bool IsHub { get; init; }

    public Permissions Permissions => permissions;

    /// <summary>Enough instead of <see cref="Permissions"/>. None: nothing is.</summary>
    public Permissions Or { get; init; }

    public bool AreMetBy(Principal principal) => principal.May(permissions) || (Or != Permissions.None && principal.May(Or));

    public static readonly Needs Unsaid = new(Permissions.Everything);
}

internal static class NeedsExtensions
{
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Permissions permissions) where TBuilder : IEndpointConventionBuilder =>
        builder.Needs(new Needs(permissions));

    public static TBuilder IsOpen<TBuilder>(this TBuilder builder, bool unlimited = false) where TBuilder : IEndpointConventionBuilder =>
        builder.Needs(new Needs(Permissions.None) { IsOpen = true, IsUnlimited = unlimited });

    public static TBuilder Needs<TBuilder>(this TBuilder builder, Needs needs) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(needs));
        return builder;
    }
}
