using Npgsql;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Postgres;

/// <summary>Look-ups that reads and writers share.</summary>
internal static class PostgresLookups
{
    /// <summary>Of an unlinked source, the row of its link, if it has one.</summary>
    public static async Task<IReadOnlyDictionary<SourceId, StoredSource>> LocateAsync(NpgsqlConnection connection, IReadOnlyList<SourceId> sources)
    {
        await using var command = new NpgsqlCommand(
            """
            select j.source, coalesce(l.stream, j.stream), coalesce(l.version, j.version), coalesce(l.customer, j.customer), j.request
            from unnest($1, $2) as s(source, link) join journal j on j.source = s.source left join journal l on j.customer is null and l.source = s.link
            """, connection);
        command.Parameters.Add(Arrays.Ids([.. sources.Select(static s => s.Value)]));
        command.Parameters.Add(Arrays.Ids([.. sources.Select(static s => Sources.OfLink(s).Value)]));
        return await ReadAsync(command, static row => SourceId.From(row.Id(0)), static (key, row) => Rows.Stored(key, row, 1));
    }

    /// <summary>Which of these sources are stored: the lean look, for groups in which few or none are.</summary>
    public static async Task<List<SourceId>> StoredAsync(NpgsqlConnection connection, Guid[] sources)
    {
        await using var command = new NpgsqlCommand("select source from journal where source = any($1)", connection);
        command.Parameters.Add(Arrays.Ids(sources));
        await using var reader = await command.ExecuteReaderAsync();
        List<SourceId> stored = [];
        while (await reader.ReadAsync()) stored.Add(SourceId.From(reader.GetGuid(0)));
        return stored;
    }

    public static async Task<IReadOnlyDictionary<IdentityKey, CustomerId>> OwnersAsync(NpgsqlConnection connection, IReadOnlyList<IdentityKey> keys)
    {
        await using var command = new NpgsqlCommand(
            """
            select i.channel, i.scope, i.handle, i.customer
            from unnest($1, $2, $3) as k(channel, scope, handle) join identities i on i.channel = k.channel and i.scope = k.scope and i.handle = k.handle
            """, connection);
        command.Parameters.Add(Arrays.Texts([.. keys.Select(static k => k.Channel)]));
        command.Parameters.Add(Arrays.Texts([.. keys.Select(static k => k.Scope)]));
        command.Parameters.Add(Arrays.Texts([.. keys.Select(static k => k.Handle)]));
        return await ReadAsync(command, static row => IdentityKey.Of(row.Text(0), row.Text(1), row.Text(2)), static (_, row) => CustomerId.From(row.Id(3)));
    }

    public static async Task<IReadOnlyDictionary<Guid, long>> VersionsAsync(NpgsqlConnection connection, Guid[] conversations)
    {
        await using var command = new NpgsqlCommand("select id, version from conversations where id = any($1)", connection);
        command.Parameters.Add(Arrays.Ids(conversations));
        return await ReadAsync(command, static row => row.Id(0), static (_, row) => row.Number(1));
    }

    private static async Task<Dictionary<TKey, TValue>> ReadAsync<TKey, TValue>(NpgsqlCommand command, Func<IRow, TKey> key, Func<TKey, IRow, TValue> value)
        where TKey : notnull
    {
        await using var reader = await command.ExecuteReaderAsync();
        var row = new PostgresRow(reader);
        var found = new Dictionary<TKey, TValue>();
        while (await reader.ReadAsync())
        {
            var k = key(row);
            found[k] = value(k, row);
        }

        return found;
    }
}
