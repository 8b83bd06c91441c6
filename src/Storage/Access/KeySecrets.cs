using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SocialCrm.Access;

/// <summary>The secrets of API keys: how they are made, and under which hash they are stored and found.</summary>
public static class KeySecrets
{
    public const string Prefix = "crm_";

    /// <summary>256 random bits in base64url behind <see cref="Prefix"/>. Shown once.</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A key's public id: <c>key_</c> and 12 random characters of a-z and 2-7.</summary>
    public static string NewId() => "key_" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 12);

    /// <summary>The first 128 bits of SHA-256 of the whole secret, its prefix included, as UTF-8.</summary>
    public static Guid HashOf(ReadOnlySpan<char> secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> small = stackalloc byte[256];
        if (Encoding.UTF8.TryGetBytes(secret, small, out var length)) SHA256.HashData(small[..length], hash);
        else SHA256.HashData(Encoding.UTF8.GetBytes(secret.ToArray()), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
