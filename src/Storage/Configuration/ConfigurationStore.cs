using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Configuration;

internal sealed class ConfigurationStore(ISql sql) : IConfigurationStore
{
    private const string Columns = "version, kind, author, recorded_at, comment";
    private const string Insert = $"insert into configuration ({Columns}, document) select $1, $2, $3, $4, $5, $6";

    public async Task<long> NewestAsync(CancellationToken cancellation) =>
        (await sql.QueryAsync("select coalesce(max(version), 0) from configuration", static row => row.Number(0), [], cancellation))[0];

    public Task<bool> AppendAsync(IReadOnlyList<StoredDocument> documents, CancellationToken cancellation) => sql.TransactAsync(
        // The condition keeps gaps out, the primary key decides between two who saw the same newest version; the others follow in its shade.
        new($"{Insert} where $1 = (select coalesce(max(version), 0) + 1 from configuration) on conflict do nothing", Values(documents[0])),
        [.. documents.Skip(1).Select(static d => new SqlStatement(Insert, Values(d)))],
        cancellation);

    public async Task<IReadOnlyList<StoredDocument>> SinceAsync(long version, int limit, CancellationToken cancellation) => await sql.QueryAsync(
        $"select {Columns}, document from configuration where version > $1 order by version limit $2", Document, [version, (long)limit], cancellation);

    public async Task<IReadOnlyList<StoredDocument>> AtAsync(long version, CancellationToken cancellation) => await sql.QueryAsync(
        $"""
         select {Columns}, document from configuration
         where version in (select max(version) from configuration where version <= $1 group by kind)
         order by version
         """,
        Document, [version], cancellation);

    public async Task<IReadOnlyList<DocumentChange>> HistoryAsync(string? kind, long before, int limit, CancellationToken cancellation) => kind is null
        ? await sql.QueryAsync($"select {Columns} from configuration where version < $1 order by version desc limit $2", Change, [before, (long)limit], cancellation)
        : await sql.QueryAsync(
            $"select {Columns} from configuration where kind = $3 and version < $1 order by version desc limit $2", Change, [before, (long)limit, kind], cancellation);

    private static SqlValue[] Values(StoredDocument document) =>
        [document.Version, document.Kind, document.Author, Millis.Of(document.RecordedAt), document.Comment, document.Text];

    private static DocumentChange Change(IRow row) => new(row.Number(0), row.Text(1), row.Text(2), row.Time(3), row.TextOrNull(4));

    private static StoredDocument Document(IRow row) => new(row.Number(0), row.Text(1), row.Text(2), row.Time(3), row.TextOrNull(4), row.Text(5));
}
