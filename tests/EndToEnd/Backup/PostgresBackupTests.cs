using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SocialCrm.Storage;
using SocialCrm.Storage.Rebuild;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Backup;

/// <summary>The commands of docs/guide/operating.md: pg_dump while the service writes, pg_restore into an empty database, a service on it.</summary>
public sealed class PostgresBackupTests : IDisposable
{
    private const int People = 150;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-dump-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Dumped_and_restored_store_serves_the_same_state()
    {
        var rows = Traffic.Rows(People, seed: 3);
        var store = await PostgresServer.NewDatabaseAsync();
        var copy = await PostgresServer.NewDatabaseAsync();
        var file = Path.Combine(_folder.FullName, "crm.dump");
        var sending = new Sending(rows, batch: 10, senders: 4);
        string final;
        await using (var service = await ServiceProcess.StartAsync(store, _folder.FullName))
        {
            Task? dump = null;
            string[] acknowledged = [];
            await sending.RunAsync(service, answered =>
            {
                if (answered != rows.Count / 30) return;
                acknowledged = [.. sending.Acknowledged.Keys];
                dump = RunAsync("pg_dump", store, "--format=custom", "--no-owner", "--file", file);
            });
            await dump!;
            final = await FinalState.ReadAsync(service, People);
            Assert.NotEmpty(acknowledged);
            await RunAsync("pg_restore", copy, "--no-owner", "--exit-on-error", file);
            Assert.Equal(0, (await StoreRebuild.CheckAsync(new StorageOptions { Store = copy }, null, CancellationToken.None)).Differences);
            await using var again = await ServiceProcess.StartAsync(copy, _folder.FullName);
            await sending.RunAsync(again);
            Assert.Empty(sending.Forgotten.Keys.Intersect(acknowledged, StringComparer.Ordinal));
            Assert.Equal(final, await FinalState.ReadAsync(again, People));
        }
    }

    private static async Task RunAsync(string program, string store, params string[] arguments)
    {
        var parsed = new NpgsqlConnectionStringBuilder(store);
        var place = Directory.Exists("/usr/lib/postgresql") ? Directory.GetFiles("/usr/lib/postgresql", program, SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault() : null;
        var info = new ProcessStartInfo(place ?? program,
        [
            "--host", parsed.Host!, "--port", parsed.Port.ToString(CultureInfo.InvariantCulture), "--username", parsed.Username!, "--dbname", parsed.Database!, .. arguments,
        ])
        { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(info)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {said}");
    }
}
