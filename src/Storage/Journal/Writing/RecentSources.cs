using SocialCrm.Identities;

namespace SocialCrm.Journal.Writing;

/// <summary>
/// The last 100,000 sources that this process stored in conversations, so that a late duplicate is known without an insert that fails.
/// About 12 MB when full. Unlinked answers aren't kept: they may be linked since, by another process.
/// </summary>
internal sealed class RecentSources
{
    public const int Capacity = 100_000;

    private readonly Dictionary<SourceId, Place> places = [];
    private readonly Queue<SourceId> order = new();

    /// <summary>Which of the append's sources are known as stored; null when none is.</summary>
    public List<StoredSource>? KnownOf(Append append)
    {
        List<StoredSource>? known = null;
        foreach (var entry in append.Entries)
        {
            if (entry.Source is not { } source || !places.TryGetValue(source, out var place)) continue;
            (known ??= []).Add(new(source, place.Stream, place.Version, place.Customer, place.Request));
        }

        return known;
    }

    public void Add(Append stored)
    {
        if (stored.Head is not { } head) return;
        for (var i = 0; i < stored.Entries.Count; i++)
        {
            var entry = stored.Entries[i];
            if (entry.Source is not { } source) continue;
            if (!places.TryAdd(source, new(stored.Stream, stored.ExpectedVersion + 1 + i, head.Customer, entry.Request))) continue;
            order.Enqueue(source);
            if (order.Count > Capacity) places.Remove(order.Dequeue());
        }
    }

    private readonly record struct Place(Guid Stream, long Version, CustomerId Customer, Guid? Request);
}
