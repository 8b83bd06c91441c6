using Npgsql;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Postgres;

/// <summary>Many keys in one statement over an array: one round trip whatever the number.</summary>
internal sealed class PostgresReads(NpgsqlDataSource source) : IBatchReads
{
    private const int MaxWaitingPerSource = 1_000;

    public Task<IReadOnlyDictionary<ConversationId, ConversationState>> ConversationsAsync(IReadOnlyList<ConversationId> ids) => RunAsync<ConversationId, ConversationState>(
        "select id, state from conversations where id = any($1)", [Arrays.Ids([.. ids.Select(static i => i.Value)])],
        static (row, found) => found[ConversationId.From(row.Id(0))] = EventJson.ReadState(row.Text(1)));

    public Task<IReadOnlyDictionary<CustomerId, CustomerView>> CustomersAsync(IReadOnlyList<CustomerId> ids) =>
        PostgresCalls.RunAsync(source, connection => PostgresCustomers.ReadAsync(connection, [.. ids.Select(static i => i.Value)]), CancellationToken.None);

    public Task<IReadOnlyDictionary<IdentityKey, CustomerId>> OwnersAsync(IReadOnlyList<IdentityKey> keys) =>
        PostgresCalls.RunAsync(source, connection => PostgresLookups.OwnersAsync(connection, keys), CancellationToken.None);

    public Task<IReadOnlyDictionary<SourceId, StoredSource>> LocateAsync(IReadOnlyList<SourceId> sources) =>
        PostgresCalls.RunAsync(source, connection => PostgresLookups.LocateAsync(connection, sources), CancellationToken.None);

    /// <summary>Those that wait for the source itself, and those that wait for what this source links.</summary>
    public async Task<IReadOnlyDictionary<SourceId, IReadOnlyList<WaitingAnswer>>> WaitingForAsync(IReadOnlyList<SourceId> sources)
    {
        var found = await RunAsync<SourceId, List<WaitingAnswer>>(
            """
            select s.source, w.source, w.awaits, w.occurred_at, a.external_id, a.events, a.personal
            from unnest($1) as s(source)
            cross join lateral (
              select * from waiting_answers where awaits = s.source or awaits_link = s.source order by occurred_at, source limit $2) as w
            join journal a on a.stream = w.source and a.version = 1
            order by w.occurred_at, w.source
            """,
            [Arrays.Ids([.. sources.Select(static s => s.Value)]), new NpgsqlParameter<int> { TypedValue = MaxWaitingPerSource }],
            static (row, answers) =>
            {
                var asked = SourceId.From(row.Id(0));
                if (!answers.TryGetValue(asked, out var list)) answers[asked] = list = [];
                list.Add(Rows.Waiting(row, 1));
            });
        return found.ToDictionary(static pair => pair.Key, static pair => (IReadOnlyList<WaitingAnswer>)pair.Value);
    }

    public Task<IReadOnlyDictionary<CustomerId, bool>> CustomersExistAsync(IReadOnlyList<CustomerId> ids) => RunAsync<CustomerId, bool>(
        "select id from customers where id = any($1)", [Arrays.Ids([.. ids.Select(static i => i.Value)])],
        static (row, found) => found[CustomerId.From(row.Id(0))] = true);

    private Task<IReadOnlyDictionary<TKey, TValue>> RunAsync<TKey, TValue>(string sql, NpgsqlParameter[] parameters, Action<IRow, Dictionary<TKey, TValue>> add)
        where TKey : notnull => PostgresCalls.RunAsync<IReadOnlyDictionary<TKey, TValue>>(source, async connection =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
            await using var reader = await command.ExecuteReaderAsync();
            var row = new PostgresRow(reader);
            var found = new Dictionary<TKey, TValue>();
            while (await reader.ReadAsync()) add(row, found);
            return found;
        }, CancellationToken.None);
}
