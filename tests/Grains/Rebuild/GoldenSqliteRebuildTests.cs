using System.Globalization;
using SocialCrm.Storage;
using SocialCrm.Storage.Rebuild;
using SocialCrm.Storage.Sqlite;
using Xunit;

namespace SocialCrm.Rebuild;

/// <summary>A journal made of the golden files of all stored events, as old versions wrote them, rebuilds.</summary>
public sealed class GoldenSqliteRebuildTests : IDisposable
{
    private const string Customer = "x'00000000000000000000000000000001'";
    private const string Stream = "x'00000000000000000000000000000002'";
    private const string Orphan = "x'00000000000000000000000000000003'";

    private readonly string _folder = Directory.CreateTempSubdirectory("crm-golden-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Journal_of_golden_events_rebuilds()
    {
        var options = new StorageOptions { DataFolder = _folder };
        await using (await CrmHost.StartAsync(options.Store, options.DataFolder))
        {
            // Only its schema is wanted.
        }

        var files = Directory.GetFiles(Path.Combine(Repository(), "tests", "Domain", "Journal", "golden"), "*.json").Order(StringComparer.Ordinal).ToList();
        var ofConversation = files.Where(static f => NameOf(f).StartsWith("conversation.", StringComparison.Ordinal) || NameOf(f).StartsWith("customer.", StringComparison.Ordinal))
            .OrderBy(static f => NameOf(f) == "conversation.opened" ? 0 : 1).ToList();
        var personal = files.Single(static f => NameOf(f) == "personal");
        using (var database = SqliteDatabase.Open(Path.Combine(_folder, "crm.db")))
        {
            foreach (var (n, file) in ofConversation.Index())
            {
                var isMessage = NameOf(file) == "conversation.interaction-recorded";
                Insert(database, Stream, n + 1, Customer, isMessage ? 4 : 0, file, isMessage ? personal : null);
            }

            Insert(database, Orphan, 1, null, 4, files.Single(static f => NameOf(f) == "interaction.unlinked"), personal);
        }

        var report = await StoreRebuild.RunAsync(options, null, CancellationToken.None);

        Assert.Equal(ofConversation.Count + 1, report.JournalRows);
        var tables = report.Tables.ToDictionary(static t => t.Name, static t => t.Rows, StringComparer.Ordinal);
        Assert.Equal((1, 1, 1), (tables["customers"], tables["conversations"], tables["waiting_answers"]));
        using var rebuilt = SqliteDatabase.Open(Path.Combine(_folder, "crm.db"));
        Assert.Equal(
            $"email|asiakaspalvelu@pohjanlento.example|matter-1|{ofConversation.Count.ToString(CultureInfo.InvariantCulture)}|groups|sami|[\"ash\",\"refund\"]|urgent",
            Text(rebuilt, "select channel || '|' || account || '|' || thread || '|' || version || '|' || queue || '|' || assignee || '|' || (state ->> 'tags') || '|' || (state ->> 'priority') from conversations"));
        Assert.Equal("1", Text(rebuilt, "select cast(outbound as text) from customer_channels"));
        Assert.Equal(0, (await StoreRebuild.CheckAsync(options, null, CancellationToken.None)).Differences);
    }

    private static void Insert(SqliteDatabase database, string stream, int version, string? customer, int kind, string events, string? personal) => database.Execute(
        $"insert into journal (stream, version, customer, customer_version, kind, occurred_at, recorded_at, external_id, events, personal) values ({stream}, {version}, "
        + $"{customer ?? "null"}, {(customer is null ? "null" : version)}, {kind}, {1_700_000_000_000 + version}, {1_700_000_000_000 + version}, 'e{version}', {Quoted(events)}, {(personal is null ? "null" : Quoted(personal))})");

    private static string Quoted(string file) => $"'{File.ReadAllText(file).Trim().Replace("'", "''", StringComparison.Ordinal)}'";

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static string Text(SqliteDatabase database, string sql)
    {
        var statement = database.Statement(sql);
        Assert.True(statement.Step());
        return statement.Text(0);
    }

    private static string Repository()
    {
        var up = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(up!.FullName, "SocialCrm.sln"))) up = up.Parent;
        return up.FullName;
    }
}
