using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Sqlite;

/// <summary>Which appends of a group can't be stored, and why.</summary>
internal static class SqliteConflicts
{
    public static List<(int Append, AppendResult Why)> Find(SqliteDatabase database, GroupWork work)
    {
        List<(int, AppendResult)> offenders = [];
        for (var i = 0; i < work.Appends.Count; i++)
        {
            if (Of(database, work.Appends[i].Append) is { } why) offenders.Add((i, why));
        }

        return offenders;
    }

    private static AppendResult? Of(SqliteDatabase database, Append append)
    {
        List<StoredSource>? stored = null;
        foreach (var entry in append.Entries)
        {
            if (entry.Source is { } source && SqliteReads.Locate(database, source) is { } found) (stored ??= []).Add(found);
        }

        if (stored is not null) return new AppendResult.AlreadyStored(stored);
        if (append.Head is not { } head) return IsStored(database, append.Stream) ? AppendResult.StaleVersion.Instance : null;
        if (VersionOf(database, append.Stream) != append.ExpectedVersion) return AppendResult.StaleVersion.Instance;
        List<(IdentityKey, CustomerId)>? taken = null;
        foreach (var link in append.Links)
        {
            if (OwnerOf(database, link.Key) is { } owner && owner != head.Customer) (taken ??= []).Add((link.Key, owner));
        }

        return taken is null ? null : new AppendResult.IdentityTaken(taken);
    }

    private static bool IsStored(SqliteDatabase database, Guid stream)
    {
        var statement = database.Statement("select 1 from journal where stream = $1 and version = 1").Bind(1, stream);
        var found = statement.Step();
        statement.Finish();
        return found;
    }

    private static long VersionOf(SqliteDatabase database, Guid stream)
    {
        var statement = database.Statement("select version from conversations where id = $1").Bind(1, stream);
        if (!statement.Step()) return 0;
        var version = statement.Number(0);
        statement.Finish();
        return version;
    }

    private static CustomerId? OwnerOf(SqliteDatabase database, IdentityKey key)
    {
        var statement = database.Statement("select customer from identities where channel = $1 and scope = $2 and handle = $3")
            .Bind(1, key.Channel).Bind(2, key.Scope).Bind(3, key.Handle);
        if (!statement.Step()) return null;
        var owner = CustomerId.From(statement.Id(0));
        statement.Finish();
        return owner;
    }
}
