using Npgsql;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

/// <summary>Which appends of a group can't be stored, and why: three look-ups for the whole group.</summary>
internal static class PostgresConflicts
{
    public static async Task<List<(int Append, AppendResult Why)>> FindAsync(NpgsqlConnection connection, GroupWork work)
    {
        var versions = await PostgresLookups.VersionsAsync(connection, [.. work.Appends.Where(static p => p.Append.Head is not null).Select(static p => p.Append.Stream)]);
        var owners = work.Links.Length == 0
            ? new Dictionary<IdentityKey, CustomerId>()
            : await PostgresLookups.OwnersAsync(connection, [.. work.Links.Select(static l => l.Link.Key)]);
        // Sources last: whoever moved a stream on between two look-ups with the very same message makes it a redelivery, not a stale version.
        SourceId[] sources = [.. work.Rows.Where(static r => r.Entry.Source is not null).Select(static r => r.Entry.Source!.Value)];
        var stored = sources.Length == 0 ? new Dictionary<SourceId, StoredSource>() : await PostgresLookups.LocateAsync(connection, sources);
        List<(int, AppendResult)> offenders = [];
        for (var i = 0; i < work.Appends.Count; i++)
        {
            if (Of(work.Appends[i].Append, stored, versions, owners) is { } why) offenders.Add((i, why));
        }

        return offenders;
    }

    private static AppendResult? Of(
        Append append, IReadOnlyDictionary<SourceId, StoredSource> stored, IReadOnlyDictionary<Guid, long> versions, IReadOnlyDictionary<IdentityKey, CustomerId> owners)
    {
        var repeated = append.Entries.Where(e => e.Source is { } source && stored.ContainsKey(source)).Select(e => stored[e.Source!.Value]).ToList();
        if (repeated.Count > 0) return new AppendResult.AlreadyStored(repeated);
        if (append.Head is not { } head) return null;
        if (versions.GetValueOrDefault(append.Stream) != append.ExpectedVersion) return AppendResult.StaleVersion.Instance;
        var taken = append.Links.Where(l => owners.TryGetValue(l.Key, out var owner) && owner != head.Customer).Select(l => (l.Key, owners[l.Key])).ToList();
        return taken.Count > 0 ? new AppendResult.IdentityTaken(taken) : null;
    }
}
