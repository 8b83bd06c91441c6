namespace SocialCrm.Cli.Keys;

/// <summary>The API keys of a store: through the service that runs on it, or directly while none does.</summary>
internal interface IKeys : IAsyncDisposable
{
    /// <returns>The id, and the secret that is told this one time.</returns>
    Task<(string Id, string Secret)> CreateAsync(string name, IReadOnlyList<string> scopes, CancellationToken cancellation);

    /// <summary>Revoked ones too.</summary>
    Task<IReadOnlyList<KeyLine>> ListAsync(CancellationToken cancellation);

    /// <summary>False when there is no such key, or it was revoked before.</summary>
    Task<bool> RevokeAsync(string id, CancellationToken cancellation);
}

/// <summary>What a list tells of a key.</summary>
internal sealed record KeyLine(string Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>The service or the store doesn't do it. The message is for the reader, in the reader's language where it is ours.</summary>
internal sealed class KeysUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
