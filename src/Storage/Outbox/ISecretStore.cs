namespace SocialCrm.Outbox;

/// <summary>Signing keys and passwords of what is sent out. They go in and are used; nothing shows them.</summary>
public interface ISecretStore
{
    Task PutAsync(string name, byte[] value, string by, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Null when there is none of this name.</summary>
    Task<byte[]?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>All names, without what they stand for.</summary>
    Task<IReadOnlyList<SecretName>> NamesAsync(CancellationToken cancellation);

    /// <summary>False when there was none of this name.</summary>
    Task<bool> RemoveAsync(string name, CancellationToken cancellation);
}

public sealed record SecretName(string Name, DateTimeOffset SetAt, string SetBy);
