using SocialCrm.Storage;
using SocialCrm.Storage.Backup;
using SocialCrm.Storage.Rebuild;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Backup;

/// <summary>A backup of a service that goes on writing, restored and played into again.</summary>
public sealed class SqliteBackupTests : IDisposable
{
    private const int People = 300;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-backup-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Backup_while_written_to_is_a_prefix_from_which_the_rest_can_be_sent_again()
    {
        var rows = Traffic.Rows(People, seed: 1);
        var (live, restored) = (_folder.CreateSubdirectory("live").FullName, Path.Combine(_folder.FullName, "restored"));
        var file = Path.Combine(_folder.FullName, "crm.backup");
        var sending = new Sending(rows, batch: 10, senders: 4);
        string[] acknowledged = [];
        string final;
        await using (var service = await ServiceProcess.StartAsync("sqlite", live))
        {
            Task? backup = null;
            await sending.RunAsync(service, answered =>
            {
                if (answered != rows.Count / 30) return;
                acknowledged = [.. sending.Acknowledged.Keys];
                backup = StoreBackup.WriteAsync(live, file);
            });
            await backup!;
            final = await FinalState.ReadAsync(service, People);
            await Assert.ThrowsAsync<DataFolderLockedException>(() => StoreBackup.RestoreAsync(file, live, force: true));
        }

        Assert.NotEmpty(acknowledged);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var content = await StoreBackup.RestoreAsync(file, restored, force: false);
        Assert.InRange(content.JournalRows, acknowledged.Length, rows.Count * 2);
        Assert.Equal(0, (await StoreRebuild.CheckAsync(new StorageOptions { DataFolder = restored }, null, CancellationToken.None)).Differences);

        await using var again = await ServiceProcess.StartAsync("sqlite", restored);
        await sending.RunAsync(again);
        // What was acknowledged before the backup began is in it; of the rest, what came too late for it is taken anew.
        Assert.Empty(sending.Forgotten.Keys.Intersect(acknowledged, StringComparer.Ordinal));
        Assert.Equal(final, await FinalState.ReadAsync(again, People));
    }

    [Fact]
    public async Task Restore_over_a_store_wants_force_and_keeps_what_it_replaces()
    {
        var (one, other) = (_folder.CreateSubdirectory("one").FullName, _folder.CreateSubdirectory("other").FullName);
        var file = Path.Combine(_folder.FullName, "one.backup");
        foreach (var (folder, people) in ((string, int)[])[(one, 5), (other, 2)])
        {
            await using var service = await ServiceProcess.StartAsync("sqlite", folder);
            await new Sending(Traffic.Rows(people, seed: 2), batch: 5, senders: 1).RunAsync(service);
        }

        var written = await StoreBackup.WriteAsync(one, file);
        await Assert.ThrowsAsync<IOException>(() => StoreBackup.WriteAsync(one, file));
        await Assert.ThrowsAsync<StoreNotEmptyException>(() => StoreBackup.RestoreAsync(file, other, force: false));

        Assert.Equal(written, await StoreBackup.RestoreAsync(file, other, force: true));

        var check = await StoreRebuild.CheckAsync(new StorageOptions { DataFolder = other }, null, CancellationToken.None);
        Assert.Equal(written.JournalRows, check.JournalRows);
        Assert.True(File.Exists(Path.Combine(other, "crm.db.replaced")));
    }

    [Fact]
    public async Task Damaged_or_foreign_file_is_refused_and_the_store_stays()
    {
        var folder = _folder.CreateSubdirectory("kept").FullName;
        await using (await ServiceProcess.StartAsync("sqlite", folder))
        {
        }

        var before = await File.ReadAllBytesAsync(Path.Combine(folder, "crm.db"));
        var file = Path.Combine(_folder.FullName, "text");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("not a database ", 1_000)));

        await Assert.ThrowsAnyAsync<Exception>(() => StoreBackup.RestoreAsync(file, folder, force: true));

        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(folder, "crm.db")));
    }
}
