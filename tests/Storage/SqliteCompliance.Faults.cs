using System.Diagnostics;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public sealed partial class SqliteCompliance
{
    [Fact]
    public async Task A_folder_in_use_is_refused_with_what_to_do()
    {
        var refused = await Assert.ThrowsAsync<DataFolderLockedException>(() => OpenAsync(Options));

        Assert.Contains(Options.DataFolder, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_holds_against_another_process_and_is_gone_when_the_store_closes()
    {
        Assert.NotEqual(0, await FlockAsync());
        await Store.DisposeAsync();
        Assert.Equal(0, await FlockAsync());

        async Task<int> FlockAsync()
        {
            using var process = Process.Start("flock", ["--nonblock", Path.Combine(Options.DataFolder, "lock"), "true"]);
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
    }

    /// <summary>What a kill -9 leaves is what the files hold at that moment: copies of them are opened as stores of their own.</summary>
    [Fact]
    public async Task Killed_before_or_after_commit_the_files_hold_nothing_or_all_of_it()
    {
        var copies = new Dictionary<CommitStep, string>();
        Steps.Then = step => copies[step] = Copy(Options.DataFolder);
        await CommitAsync(new TestConversation(Customer(1)).Message("m1", At(0), name: "Kaisa") with { Links = [Link("kaisa")] });
        Steps.Then = null;

        var before = await OpenAsync(new StorageOptions { DataFolder = copies[CommitStep.BeforeCommit] });
        var after = await OpenAsync(new StorageOptions { DataFolder = copies[CommitStep.AfterCommit] });

        Assert.Equal((0L, 0L, 0L), await CountsAsync(before));
        Assert.Equal((1L, 1L, 1L), await CountsAsync(after));
        await before.DisposeAsync();
        await after.DisposeAsync();
        foreach (var copy in copies.Values) Directory.Delete(copy, recursive: true);

        static async Task<(long, long, long)> CountsAsync(Store store)
        {
            var stats = await store.Queries.StatsAsync(default);
            return (stats.Customers, stats.Conversations, stats.Interactions);
        }
    }

    [Fact]
    public async Task A_file_that_isnt_a_database_is_an_unavailable_store()
    {
        var folder = Directory.CreateTempSubdirectory("crm-sqlite-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "crm.db"), new string('x', 8_192));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(new StorageOptions { DataFolder = folder }));
        Directory.Delete(folder, recursive: true);
    }

    private static string Copy(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("crm-sqlite-copy-").FullName;
        foreach (var file in Directory.GetFiles(folder, "crm.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal))) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }
}
