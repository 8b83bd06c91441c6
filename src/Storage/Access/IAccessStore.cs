namespace SocialCrm.Access;

/// <summary>API keys, people and the store's own settings: small tables, read by key, changed rarely.</summary>
public interface IAccessStore
{
    /// <summary>The 32 random bytes made with the store: the key of customer ids. Never changes.</summary>
    Task<byte[]> SecretAsync(CancellationToken cancellation);

    Task AddKeyAsync(ApiKey key, CancellationToken cancellation);

    /// <summary>By the hash of the secret; null when there is none or it was revoked.</summary>
    Task<ApiKey?> FindKeyAsync(Guid secretHash, CancellationToken cancellation);
    Task<IReadOnlyList<ApiKey>> KeysAsync(CancellationToken cancellation);

    /// <summary>False when there is no such key or it was revoked before.</summary>
    Task<bool> RevokeKeyAsync(string id, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>False when the name is taken.</summary>
    Task<bool> AddPersonAsync(Person person, CancellationToken cancellation);
    Task<Person?> FindPersonAsync(string name, CancellationToken cancellation);
    /// <summary>Names and roles of those who may sign in, by name.</summary>
    Task<IReadOnlyList<(string Name, string Role)>> RolesAsync(CancellationToken cancellation);
    Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancellation);

    /// <summary>Replaces everything but the name; false when there is no such person.</summary>
    Task<bool> UpdatePersonAsync(Person person, CancellationToken cancellation);
}

/// <summary>A service's key. The secret itself is shown once and never stored.</summary>
/// <param name="Id">Public, for lists and revocation: <c>key_</c> and 12 characters.</param>
/// <param name="SecretHash">The first 128 bits of SHA-256 of the secret, which has 256 random bits itself.</param>
/// <param name="Scopes">Of ingest, read, act, configure; sorted.</param>
public sealed record ApiKey(string Id, string Name, Guid SecretHash, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>Somebody who signs in.</summary>
/// <param name="Name">The sign-in name, lower case, unique.</param>
/// <param name="PasswordHash">As ASP.NET's <c>PasswordHasher</c> makes it.</param>
/// <param name="Role">agent, supervisor or administrator.</param>
/// <param name="Stamp">Changes with the password or role: sessions made before it are over.</param>
public sealed record Person(string Name, string DisplayName, string PasswordHash, string Role, Guid Stamp, DateTimeOffset CreatedAt, bool Disabled);
