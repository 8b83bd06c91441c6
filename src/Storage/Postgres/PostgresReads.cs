using Npgsql;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Postgres;

/// <summary>Many keys in one statement over an array: one round trip whatever the number.</summary>
internal sealed class PostgresReads(NpgsqlDataSource source, PostgresReach reach) : IBatchReads
{
    public Task<IReadOnlyDictionary<ConversationId, ConversationState>> ConversationsAsync(IReadOnlyList<ConversationId> ids) => RunAsync<ConversationId, ConversationState>(
        "select id, state from conversations where id = any($1)", [Arrays.Ids([.. ids.Select(static i => i.Value)])],
        static (row, found) => found[ConversationId.From(row.Id(0))] = EventJson.ReadState(row.Text(1)));

    public Task<IReadOnlyDictionary<CustomerId, CustomerView>> CustomersAsync(IReadOnlyList<CustomerId> ids) =>
        AskAsync(connection => PostgresCustomers.ReadAsync(connection, [.. ids.Select(static i => i.Value)]));

    public Task<IReadOnlyDictionary<IdentityKey, CustomerId>> OwnersAsync(IReadOnlyList<IdentityKey> keys) =>
        AskAsync(connection => PostgresLookups.OwnersAsync(connection, keys));

    public Task<IReadOnlyDictionary<SourceId, StoredSource>> LocateAsync(IReadOnlyList<SourceId> sources) =>
        AskAsync(connection => PostgresLookups.LocateAsync(connection, sources));

    public Task<IReadOnlyDictionary<CustomerId, bool>> CustomersExistAsync(IReadOnlyList<CustomerId> ids) => RunAsync<CustomerId, bool>(
        "select id from customers where id = any($1)", [Arrays.Ids([.. ids.Select(static i => i.Value)])],
        static (row, found) => found[CustomerId.From(row.Id(0))] = true);

    private Task<IReadOnlyDictionary<TKey, TValue>> RunAsync<TKey, TValue>(string sql, NpgsqlParameter[] parameters, Action<IRow, Dictionary<TKey, TValue>> add)
        where TKey : notnull => AskAsync<IReadOnlyDictionary<TKey, TValue>>(async connection =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
            await using var reader = await command.ExecuteReaderAsync();
            var row = new PostgresRow(reader);
            var found = new Dictionary<TKey, TValue>();
            while (await reader.ReadAsync()) add(row, found);
            return found;
        });

    private Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> call) => reach.AskAsync(() => PostgresCalls.RunAsync(source, call, CancellationToken.None));
}
