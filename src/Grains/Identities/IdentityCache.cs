using System.Collections.Concurrent;
using SocialCrm.Journal;

namespace SocialCrm.Identities;

/// <summary>
/// Whose an identity is, remembered after it was read or linked. An identity never goes back to nobody, so only owners are remembered.
/// Two generations of at most <see cref="MaxPerGeneration"/> identities: when the younger is full it becomes the older, and the older is dropped.
/// </summary>
public sealed class IdentityCache(IGroupedReads reads)
{
    public const int MaxPerGeneration = 200_000;

    private ConcurrentDictionary<IdentityKey, CustomerId> _young = new();
    private ConcurrentDictionary<IdentityKey, CustomerId> _old = new();
    private int _count;

    public ValueTask<CustomerId?> OwnerAsync(IdentityKey key, CancellationToken cancellation)
    {
        if (_young.TryGetValue(key, out var owner)) return new(owner);
        if (!_old.TryGetValue(key, out owner)) return new(ReadAsync(key, cancellation));
        Remember(key, owner);
        return new(owner);
    }

    public void Remember(IdentityKey key, CustomerId owner)
    {
        if (!_young.TryAdd(key, owner))
        {
            _young[key] = owner;
            return;
        }

        if (Interlocked.Increment(ref _count) < MaxPerGeneration) return;
        Interlocked.Exchange(ref _count, 0);
        _old = _young;
        _young = new ConcurrentDictionary<IdentityKey, CustomerId>();
    }

    /// <summary>It was found to be another's: ask the store again.</summary>
    public void Forget(IdentityKey key)
    {
        _young.TryRemove(key, out _);
        _old.TryRemove(key, out _);
    }

    private async Task<CustomerId?> ReadAsync(IdentityKey key, CancellationToken cancellation)
    {
        var owner = await reads.OwnerAsync(key, cancellation);
        if (owner is { } known) Remember(key, known);
        return owner;
    }
}
