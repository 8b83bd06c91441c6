using Npgsql;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

/// <summary>Which appends of a group can't be stored, and why: a look-up per table for the whole group.</summary>
internal static class PostgresConflicts
{
    /// <summary>Only those with a source that is stored: one look-up where there is none.</summary>
    public static async Task<List<(int Append, AppendResult Why)>> RedeliveriesAsync(NpgsqlConnection connection, GroupWork work)
    {
        Guid[] sources = [.. work.Rows.Where(static r => r.Entry.Source is not null).Select(static r => r.Entry.Source!.Value.Value)];
        var known = sources.Length == 0 ? [] : await PostgresLookups.StoredAsync(connection, sources);
        if (known.Count == 0) return [];
        var stored = await PostgresLookups.LocateAsync(connection, [.. known]);
        List<(int, AppendResult)> offenders = [];
        for (var i = 0; i < work.Appends.Count; i++)
        {
            List<StoredSource>? repeated = null;
            foreach (var entry in work.Appends[i].Append.Entries)
            {
                if (entry.Source is { } source && stored.TryGetValue(source, out var place)) (repeated ??= []).Add(place);
            }

            if (repeated is not null) offenders.Add((i, new AppendResult.AlreadyStored(repeated)));
        }

        return offenders;
    }

    public static async Task<List<(int Append, AppendResult Why)>> FindAsync(NpgsqlConnection connection, GroupWork work)
    {
        var versions = await PostgresLookups.VersionsAsync(connection, [.. work.Appends.Where(static p => p.Append.Head is not null).Select(static p => p.Append.Stream)]);
        var owners = work.Links.Length == 0
            ? new Dictionary<IdentityKey, CustomerId>()
            : await PostgresLookups.OwnersAsync(connection, [.. work.Links.Select(static l => l.Link.Key)]);
        // Sources last: whoever moved a stream on between two look-ups with the very same message makes it a redelivery, not a stale version.
        var offenders = await RedeliveriesAsync(connection, work);
        var refused = offenders.Select(static o => o.Append).ToHashSet();
        for (var i = 0; i < work.Appends.Count; i++)
        {
            if (!refused.Contains(i) && Of(work.Appends[i].Append, versions, owners) is { } why) offenders.Add((i, why));
        }

        return offenders;
    }

    private static AppendResult? Of(Append append, IReadOnlyDictionary<Guid, long> versions, IReadOnlyDictionary<IdentityKey, CustomerId> owners)
    {
        if (append.Head is not { } head) return null;
        if (versions.GetValueOrDefault(append.Stream) != append.ExpectedVersion) return AppendResult.StaleVersion.Instance;
        var taken = append.Links.Where(l => owners.TryGetValue(l.Key, out var owner) && owner != head.Customer).Select(l => (l.Key, owners[l.Key])).ToList();
        return taken.Count > 0 ? new AppendResult.IdentityTaken(taken) : null;
    }
}
