using System.Collections.Concurrent;
using SocialCrm.Identities;

namespace SocialCrm.Customers;

/// <summary>The customers whose grains live in this silo, with the versions they have: what the sweep compares with the store.</summary>
public sealed class ResidentCustomers
{
    private readonly ConcurrentDictionary<CustomerId, long> _versions = new();

    public int Count => _versions.Count;

    internal void Have(CustomerId id, long version) => _versions[id] = version;

    internal void Left(CustomerId id) => _versions.TryRemove(id, out _);

    /// <summary>Of a moment; may change while it is walked.</summary>
    internal IEnumerable<KeyValuePair<CustomerId, long>> Versions => _versions;
}
