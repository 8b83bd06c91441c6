using System.Collections.Concurrent;
using SocialCrm.Access;
using SocialCrm.Api.RateLimits;

namespace SocialCrm.Api.Access.People;

/// <summary>People as the store has them, believed for <see cref="LifeMs"/>: a change by another process works after that, one of this process at once.</summary>
internal sealed class PeopleCache(IAccessStore store, RateLimiters limiters, TimeProvider time)
{
    private const long LifeMs = 3_000;

    /// <summary>Entries, those of unknown names included; beyond it all are forgotten and asked for again.</summary>
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _generation;

    /// <summary>Null when there is nobody of this name; somebody disabled is found.</summary>
    public async ValueTask<Person?> FindAsync(string name, CancellationToken cancellation) => (await EntryAsync(name, cancellation)).Person;

    /// <summary>The principal of a session with this stamp; null when the person is gone, disabled, or has another stamp by now.</summary>
    public async ValueTask<Principal?> PrincipalAsync(string name, Guid stamp, CancellationToken cancellation)
    {
        var entry = await EntryAsync(name, cancellation);
        return entry.Person is { Disabled: false } person && person.Stamp == stamp ? entry.Principal : null;
    }

    public void Forget(string name)
    {
        Interlocked.Increment(ref _generation);
        _entries.TryRemove(name, out _);
    }

    private async ValueTask<Entry> EntryAsync(string name, CancellationToken cancellation)
    {
        if (_entries.TryGetValue(name, out var known) && time.GetElapsedTime(known.Since).TotalMilliseconds < LifeMs) return known;
        var generation = Volatile.Read(ref _generation);
        var since = time.GetTimestamp();
        var person = await store.FindPersonAsync(name, cancellation);
        var entry = new Entry(person, person is null ? null : Principal.Of(person, limiters), since);
        if (_entries.Count >= MaxEntries) _entries.Clear();
        if (generation == Volatile.Read(ref _generation)) _entries[name] = entry;
        return entry;
    }

    private sealed record Entry(Person? Person, Principal? Principal, long Since);
}
