using Npgsql;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal.Reading;
using SocialCrm.Live;

namespace SocialCrm.Storage.Postgres;

/// <summary>Customers with all that their views show: four statements of one snapshot, in one round trip. Each customer's part is bounded.</summary>
internal static class PostgresCustomers
{
    private static readonly string[] Statements =
    [
        $"select id, {Rows.CustomerColumns} from customers where id = any($1)",
        $"select customer, {Rows.ChannelColumns} from customer_channels where customer = any($1)",
        $"""
        select k.id, i.* from unnest($1) as k(id) cross join lateral (
          select {Rows.IdentityColumns} from identities where customer = k.id
          order by linked_at desc, channel collate "C" desc, written collate "C" desc limit {CustomerView.MaxListed}) as i
        """,
        $"""
        select k.id, c.state from unnest($1) as k(id) cross join lateral (
          select state from conversations where customer = k.id and status <> 4 order by opened_at desc, id desc limit {CustomerView.MaxListed}) as c
        """,
    ];

    public static async Task<IReadOnlyDictionary<CustomerId, CustomerView>> ReadAsync(NpgsqlConnection connection, Guid[] ids)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("begin isolation level repeatable read read only"));
        foreach (var sql in Statements) batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { Arrays.Ids(ids) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await using var reader = await batch.ExecuteReaderAsync();
        var row = new PostgresRow(reader);
        var parts = new Dictionary<Guid, Parts>(ids.Length);
        await EachAsync(reader, () => parts[row.Id(0)] = new Parts(row.Number(1), Rows.Facts(row, 2)));
        await EachAsync(reader, () => parts[row.Id(0)].Channels.Add(Rows.Channel(row, 1)));
        await EachAsync(reader, () => parts[row.Id(0)].Identities.Add(Rows.Identity(row, 1)));
        await EachAsync(reader, () => parts[row.Id(0)].Open.Add(row.Text(1)));
        return parts.ToDictionary(
            static p => CustomerId.From(p.Key),
            static p => Rows.Customer(CustomerId.From(p.Key), p.Value.Version, p.Value.Facts, p.Value.Channels, p.Value.Identities, p.Value.Open));
    }

    private static async Task EachAsync(NpgsqlDataReader reader, Action add)
    {
        while (await reader.ReadAsync()) add();
        await reader.NextResultAsync();
    }

    private sealed record Parts(long Version, CustomerFacts Facts)
    {
        public List<ChannelUse> Channels { get; } = [];
        public List<Identity> Identities { get; } = [];
        public List<string> Open { get; } = [];
    }
}
