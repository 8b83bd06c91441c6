using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SocialCrm.Access;

namespace SocialCrm.Api.Access.Sessions;

/// <summary>A session, as its cookie tells.</summary>
/// <param name="Id">128 random bits, new at each sign-in: the CSRF token is made of it.</param>
/// <param name="Stamp">The person's stamp at sign-in: another one now ends the session.</param>
internal sealed record Session(Guid Id, string Name, Guid Stamp, DateTimeOffset ExpiresAt);

/// <summary>
/// Makes and reads the session cookie: the session, signed with HMAC-SHA256 under a key that HKDF derives from the store's secret. All processes of a
/// store read each other's sessions without a key ring of their own; nothing in it is secret from its owner, so it isn't encrypted.
/// </summary>
internal sealed class SessionTokens(IAccessStore store, TimeProvider time)
{
    /// <summary>A session ends this long after its last renewal.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private const byte Format = 1;
    private const int HeadBytes = 1 + 16 + 16 + 8;
    private const int MaxTokenCharacters = 512;

    private Secrets? _secrets;

    public async ValueTask<string> IssueAsync(string name, Guid stamp, Guid? id, CancellationToken cancellation)
    {
        var secrets = await SecretsAsync(cancellation);
        var payload = new byte[HeadBytes + Encoding.UTF8.GetByteCount(name)];
        payload[0] = Format;
        (id ?? new Guid(RandomNumberGenerator.GetBytes(16))).TryWriteBytes(payload.AsSpan(1));
        stamp.TryWriteBytes(payload.AsSpan(17));
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(33), (time.GetUtcNow() + Life).ToUnixTimeMilliseconds());
        Encoding.UTF8.GetBytes(name, payload.AsSpan(HeadBytes));
        return Base64Url.EncodeToString([.. payload, .. HMACSHA256.HashData(secrets.Session, payload)]);
    }

    /// <summary>Null for what this service didn't sign, or what has expired.</summary>
    public async ValueTask<Session?> ReadAsync(string token, CancellationToken cancellation)
    {
        if (token.Length > MaxTokenCharacters || !Base64Url.IsValid(token, out var length) || length <= HeadBytes + HMACSHA256.HashSizeInBytes) return null;
        var secrets = await SecretsAsync(cancellation);
        var bytes = Base64Url.DecodeFromChars(token);
        var payload = bytes.AsSpan(..^HMACSHA256.HashSizeInBytes);
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secrets.Session, payload), bytes.AsSpan(payload.Length)) || payload[0] != Format) return null;
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(payload[33..]));
        if (expires <= time.GetUtcNow()) return null;
        return new Session(new Guid(payload[1..17]), Encoding.UTF8.GetString(payload[HeadBytes..]), new Guid(payload[17..33]), expires);
    }

    /// <summary>What pages of this service send back as X-CSRF-Token: a function of the session that only this service can compute.</summary>
    public async ValueTask<string> CsrfTokenAsync(Session session, CancellationToken cancellation)
    {
        var secrets = await SecretsAsync(cancellation);
        return Base64Url.EncodeToString(HMACSHA256.HashData(secrets.Csrf, session.Id.ToByteArray()));
    }

    public async ValueTask<bool> IsCsrfTokenAsync(Session session, string? token, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(token) || token.Length > MaxTokenCharacters) return false;
        var expected = await CsrfTokenAsync(session, cancellation);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(token));
    }

    private async ValueTask<Secrets> SecretsAsync(CancellationToken cancellation) =>
        _secrets ??= Secrets.Of(await store.SecretAsync(cancellation));

    private sealed record Secrets(byte[] Session, byte[] Csrf)
    {
        public static Secrets Of(byte[] storeSecret) => new(Derive(storeSecret, "crm/session/1"u8), Derive(storeSecret, "crm/csrf/1"u8));

        private static byte[] Derive(byte[] storeSecret, ReadOnlySpan<byte> purpose)
        {
            var key = new byte[32];
            HKDF.DeriveKey(HashAlgorithmName.SHA256, storeSecret, key, salt: [], info: purpose);
            return key;
        }
    }
}
