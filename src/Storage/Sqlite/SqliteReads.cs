using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Sqlite;

/// <summary>
/// Many keys in one read transaction, one prepared statement a key: without a network between, that is faster here than one statement over a list.
/// </summary>
internal sealed class SqliteReads(SqliteThread reader) : IBatchReads
{
    public Task<IReadOnlyDictionary<ConversationId, ConversationState>> ConversationsAsync(IReadOnlyList<ConversationId> ids) =>
        EachAsync(ids, static (database, id) => First(database.Statement("select state from conversations where id = $1").Bind(1, id.Value),
            static row => EventJson.ReadState(row.Text(0))));

    public Task<IReadOnlyDictionary<CustomerId, CustomerView>> CustomersAsync(IReadOnlyList<CustomerId> ids) => EachAsync(ids, Customer);

    public Task<IReadOnlyDictionary<IdentityKey, CustomerId>> OwnersAsync(IReadOnlyList<IdentityKey> keys) =>
        EachValueAsync(keys, static (database, key) => FirstValue(
            database.Statement("select customer from identities where channel = $1 and scope = $2 and handle = $3")
                .Bind(1, key.Channel).Bind(2, key.Scope).Bind(3, key.Handle),
            static row => CustomerId.From(row.Id(0))));

    public Task<IReadOnlyDictionary<SourceId, StoredSource>> LocateAsync(IReadOnlyList<SourceId> sources) => EachAsync(sources, Locate);

    public Task<IReadOnlyDictionary<CustomerId, bool>> CustomersExistAsync(IReadOnlyList<CustomerId> ids) =>
        EachValueAsync(ids, static (database, id) => FirstValue(
            database.Statement("select 1 from customers where id = $1").Bind(1, id.Value), static _ => true));

    /// <summary>Where a source is stored; of an unlinked one, where its link is, if it has one.</summary>
    public static StoredSource? Locate(SqliteDatabase database, SourceId source)
    {
        var found = Row(source);
        return found is { Customer: null } ? Row(Sources.OfLink(source)) ?? found : found;

        StoredSource? Row(SourceId stored) => First(
            database.Statement("select stream, version, customer, request from journal where source = $1").Bind(1, stored.Value),
            row => Rows.Stored(source, row, 0));
    }

    /// <summary>Those that wait for the source itself, and those for what this source links.</summary>
    public static List<WaitingAnswer> WaitingFor(SqliteDatabase database, SourceId source) => All(
        database.Statement(
            """
            select w.source, w.awaits, w.occurred_at, a.external_id, a.events, a.personal
            from waiting_answers w join journal a on a.stream = w.source and a.version = 1
            where w.awaits = $1 or w.awaits_link = $1 order by w.occurred_at, w.source limit $2
            """).Bind(1, source.Value).Bind(2, WaitingAnswer.MaxPerSource),
        static row => Rows.Waiting(row, 0));

    private static CustomerView? Customer(SqliteDatabase database, CustomerId id)
    {
        var row = database.Statement($"select {Rows.CustomerColumns} from customers where id = $1").Bind(1, id.Value);
        if (!row.Step()) return null;
        var (version, facts) = (row.Number(0), Rows.Facts(row, 1));
        row.Finish();
        var channels = All(
            database.Statement($"select {Rows.ChannelColumns} from customer_channels where customer = $1").Bind(1, id.Value), static r => Rows.Channel(r, 0));
        var identities = All(
            database.Statement(
                $"""
                select {Rows.IdentityColumns} from identities where customer = $1
                order by linked_at desc, channel desc, written desc limit {CustomerView.MaxListed}
                """).Bind(1, id.Value),
            static r => Rows.Identity(r, 0));
        var open = All(
            database.Statement(
                $"select state from conversations where customer = $1 and status <> 4 order by opened_at desc, id desc limit {CustomerView.MaxListed}").Bind(1, id.Value),
            static r => r.Text(0));
        return Rows.Customer(id, version, facts, channels, identities, open);
    }

    private Task<IReadOnlyDictionary<TKey, TValue>> EachAsync<TKey, TValue>(IReadOnlyList<TKey> keys, Func<SqliteDatabase, TKey, TValue?> read)
        where TKey : notnull where TValue : class => RunAsync<TKey, TValue>(keys, (database, key, found) =>
        {
            if (read(database, key) is { } value) found[key] = value;
        });

    private Task<IReadOnlyDictionary<TKey, TValue>> EachValueAsync<TKey, TValue>(IReadOnlyList<TKey> keys, Func<SqliteDatabase, TKey, TValue?> read)
        where TKey : notnull where TValue : struct => RunAsync<TKey, TValue>(keys, (database, key, found) =>
        {
            if (read(database, key) is { } value) found[key] = value;
        });

    private Task<IReadOnlyDictionary<TKey, TValue>> RunAsync<TKey, TValue>(IReadOnlyList<TKey> keys, Action<SqliteDatabase, TKey, Dictionary<TKey, TValue>> read)
        where TKey : notnull => reader.RunAsync<IReadOnlyDictionary<TKey, TValue>>(database =>
        {
            var found = new Dictionary<TKey, TValue>(keys.Count);
            database.Execute("begin");
            foreach (var key in keys) read(database, key, found);
            database.Execute("commit");
            return found;
        });

    private static List<T> All<T>(SqliteStatement statement, Func<IRow, T> map)
    {
        List<T> rows = [];
        while (statement.Step()) rows.Add(map(statement));
        return rows;
    }

    private static T? First<T>(SqliteStatement statement, Func<IRow, T> map) where T : class
    {
        if (!statement.Step()) return null;
        var value = map(statement);
        statement.Finish();
        return value;
    }

    private static T? FirstValue<T>(SqliteStatement statement, Func<IRow, T> map) where T : struct
    {
        if (!statement.Step()) return null;
        var value = map(statement);
        statement.Finish();
        return value;
    }
}
