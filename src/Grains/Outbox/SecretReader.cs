using SocialCrm.Notices;

namespace SocialCrm.Outbox;

/// <summary>Finds the secrets that documents refer to. Nothing is kept: a changed secret works with the next message.</summary>
internal sealed class SecretReader(ISecretStore store)
{
    /// <summary>Null when there is none of this name.</summary>
    public async ValueTask<string?> ReadAsync(SecretReference reference, CancellationToken cancellation)
    {
        if (!reference.IsStored) return Environment.GetEnvironmentVariable(reference.Name) is { Length: > 0 } value ? value : null;
        return await store.FindAsync(reference.Name, cancellation) is { } stored ? System.Text.Encoding.UTF8.GetString(stored) : null;
    }
}
