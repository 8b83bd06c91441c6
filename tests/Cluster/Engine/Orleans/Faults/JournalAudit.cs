using Npgsql;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Storage;
using SocialCrm.Storage.Rebuild;
using Xunit;

namespace SocialCrm.Cluster.Faults;

/// <summary>What must be true of the store when all senders were acknowledged: nothing missing, nothing doubled, no gap, no fork, and every table as the journal says.</summary>
internal sealed class JournalAudit
{
    /// <summary>The principal's name of the key in the environment, under which acts are known.</summary>
    private const string ServiceKeyName = "service";

    private readonly List<Row> _rows = [];

    /// <summary>The newest version of each customer, by id.</summary>
    public Dictionary<string, long> CustomerVersions => _rows.Where(r => r.Customer is not null).GroupBy(r => CustomerId.From(r.Customer!.Value).ToString())
        .ToDictionary(g => g.Key, g => g.Max(r => r.CustomerVersion!.Value), StringComparer.Ordinal);

    public static async Task<JournalAudit> ReadAsync(string store)
    {
        var audit = new JournalAudit();
        await using var source = NpgsqlDataSource.Create(store);
        await using var command = source.CreateCommand("select stream, version, customer, customer_version, source, external_id from journal");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            audit._rows.Add(new Row(
                reader.GetGuid(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.IsDBNull(3) ? null : reader.GetInt64(3),
                reader.IsDBNull(4) ? null : reader.GetGuid(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
        }

        return audit;
    }

    /// <summary>Every receipt is found with its version, and nothing is there that wasn't sent.</summary>
    public void Holds(Acknowledged acknowledged)
    {
        var receipts = acknowledged.Receipts.ToDictionary(r => r.ExternalId, StringComparer.Ordinal);
        var linked = Single(_rows.Where(r => r.Customer is not null));
        var unlinked = Single(_rows.Where(r => r.Customer is null));
        foreach (var receipt in receipts.Values)
        {
            Assert.True(linked.TryGetValue(receipt.ExternalId, out var row), $"acknowledged and not in the journal, or not linked: {receipt}");
            if (receipt.Conversation is null) Assert.True(unlinked.ContainsKey(receipt.ExternalId), $"acknowledged as waiting, and nothing waited: {receipt}");
            else Assert.Equal((receipt.Customer, receipt.Conversation, receipt.Version), (CustomerId.From(row!.Customer!.Value).ToString(), ConversationId.From(row.Stream).ToString(), row.Version));
        }

        Assert.DoesNotContain(linked.Keys.Concat(unlinked.Keys), id => !id.StartsWith("note-", StringComparison.Ordinal) && !receipts.ContainsKey(id));
        var sources = _rows.Where(r => r.Source is not null).Select(r => r.Source!.Value).ToHashSet();
        Assert.DoesNotContain(acknowledged.NoteKeys, key => !sources.Contains(Sources.OfRequest(ServiceKeyName, key).Value));
    }

    /// <summary>Versions of every stream and of every customer are 1, 2, 3... once each; no source is there twice.</summary>
    public void IsWhole()
    {
        foreach (var stream in _rows.GroupBy(r => r.Stream)) AssertContiguous("stream", stream.Key, stream.Select(r => r.Version));
        foreach (var customer in _rows.Where(r => r.Customer is not null).GroupBy(r => r.Customer!.Value)) AssertContiguous("customer", customer.Key, customer.Select(r => r.CustomerVersion!.Value));
        var sources = _rows.Where(r => r.Source is not null).Select(r => r.Source!.Value).ToArray();
        Assert.Equal(sources.Length, sources.Distinct().Count());
    }

    /// <summary>Heads, customers and everything else derived are what the journal gives, as <c>crm rebuild --check</c> compares them.</summary>
    public static async Task AgreesAsync(string store)
    {
        var report = await StoreRebuild.CheckAsync(new StorageOptions { Store = store }, null, CancellationToken.None);
        Assert.True(report.Differences == 0, $"{report.Differences} differences: {string.Join("; ", report.Examples.Select(e => $"{e.Kind} {e.Table} {e.Key} {string.Join(',', e.Columns)}"))}");
    }

    /// <summary>No interaction twice among these rows.</summary>
    private static Dictionary<string, Row> Single(IEnumerable<Row> rows)
    {
        var single = new Dictionary<string, Row>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.ExternalId is { } id) Assert.True(single.TryAdd(id, row), $"stored twice: {id}, {row} and {single[id]}");
        }

        return single;
    }

    private static void AssertContiguous(string what, Guid id, IEnumerable<long> versions)
    {
        long[] sorted = [.. versions.Order()];
        for (var i = 0; i < sorted.Length; i++) Assert.True(sorted[i] == i + 1, $"{what} {id}: {sorted[i]} stands where {i + 1} should");
    }

    private sealed record Row(Guid Stream, long Version, Guid? Customer, long? CustomerVersion, Guid? Source, string? ExternalId);
}
