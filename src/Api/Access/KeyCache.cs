using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SocialCrm.Access;
using SocialCrm.Api.RateLimits;

namespace SocialCrm.Api.Access;

/// <summary>
/// Whose a key is. A key found is believed for <see cref="LifeMs"/>, so one revoked by another process works that long at most; one revoked here ends at once.
/// </summary>
internal sealed class KeyCache
{
    public const string ServiceKeySetting = "CRM_SERVICE_KEY";
    public const string ServiceKeyName = "service";

    /// <summary>Milliseconds that an answer of the store is believed.</summary>
    private const long LifeMs = 3_000;

    /// <summary>Entries, those of wrong keys included; beyond it all are forgotten and asked for again.</summary>
    private const int MaxEntries = 10_000;

    /// <summary>Longer ones aren't looked at.</summary>
    private const int MaxKeyCharacters = 512;

    private readonly IAccessStore _store;
    private readonly RateLimiters _limiters;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();
    private readonly byte[]? _serviceKeyHash;
    private readonly Principal? _service;
    private int _generation;

    public KeyCache(IAccessStore store, RateLimiters limiters, TimeProvider time, IConfiguration configuration)
    {
        (_store, _limiters, _time) = (store, limiters, time);
        if (configuration[ServiceKeySetting] is not { Length: > 0 } key) return;
        _serviceKeyHash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        _service = Principal.Service(ServiceKeyName, ServiceKeyName, Permissions.Everything, limiters);
    }

    /// <summary>Null when the key is nobody's, or revoked.</summary>
    public ValueTask<Principal?> FindAsync(ReadOnlySpan<char> key, CancellationToken cancellation)
    {
        if (key.IsEmpty || key.Length > MaxKeyCharacters) return default;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(key, hash);
        // All 256 bits are compared whatever differs; the secret itself never is.
        if (_serviceKeyHash is not null && CryptographicOperations.FixedTimeEquals(hash, _serviceKeyHash)) return new(_service);
        if (!key.StartsWith(KeySecrets.Prefix, StringComparison.Ordinal)) return default;
        var id = new Guid(hash[..16], bigEndian: true);
        return _entries.TryGetValue(id, out var known) && _time.GetElapsedTime(known.Since).TotalMilliseconds < LifeMs
            ? new(known.Principal)
            : new(LoadAsync(id, cancellation));
    }

    /// <summary>Forgets a key of this id at once.</summary>
    public void Forget(string id)
    {
        Interlocked.Increment(ref _generation);
        foreach (var (hash, entry) in _entries)
        {
            if (entry.Principal?.Name == id) _entries.TryRemove(hash, out _);
        }
    }

    private async Task<Principal?> LoadAsync(Guid hash, CancellationToken cancellation)
    {
        var generation = Volatile.Read(ref _generation);
        var since = _time.GetTimestamp();
        var key = await _store.FindKeyAsync(hash, cancellation);
        var principal = key is { RevokedAt: null } ? Principal.Service(key.Id, key.Name, Scopes.PermissionsOf(key.Scopes), _limiters) : null;
        if (_entries.Count >= MaxEntries) _entries.Clear();
        // What was read before a revocation of this process must not be remembered after it.
        if (generation == Volatile.Read(ref _generation)) _entries[hash] = new Entry(principal, since);
        return principal;
    }

    private static void Hash(ReadOnlySpan<char> key, Span<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[MaxKeyCharacters * 3];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
    }

    private sealed record Entry(Principal? Principal, long Since);
}
