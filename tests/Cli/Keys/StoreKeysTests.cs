using SocialCrm.Access;
using SocialCrm.Cli.Keys;
using SocialCrm.Storage;
using Xunit;

namespace SocialCrm.Cli.Tests.Keys;

/// <summary>Keys on a SQLite folder that no service has open.</summary>
public sealed class StoreKeysTests : IDisposable
{
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("crm-keys-").FullName, "data");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public async Task Created_key_is_told_alone_on_the_output_and_stored_as_its_hash()
    {
        var cli = new CommandLine();

        Assert.Equal(0, await cli.RunAsync("key", "create", "--name", "crm test", "--scopes", "read,ingest", "--data", folder));

        var secret = Assert.Single(cli.Lines);
        var listed = new CommandLine();
        Assert.Equal(0, await listed.RunAsync("key", "list", "--data", folder));
        Assert.Matches("^key_[a-z2-7]{12}  .*  active  ingest,read  crm test$", Assert.Single(listed.Lines));
        await using var keys = await StoreKeys.OpenAsync(new StorageOptions { DataFolder = folder }, TimeProvider.System, CancellationToken.None);
        Assert.StartsWith(KeySecrets.Prefix, secret, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_is_revoked_once()
    {
        await new CommandLine().RunAsync("key", "create", "--name", "n", "--scopes", "act", "--data", folder);
        var listed = new CommandLine();
        await listed.RunAsync("key", "list", "--data", folder);
        var id = listed.Lines[0].Split(' ')[0];

        Assert.Equal(0, await new CommandLine().RunAsync("key", "revoke", id, "--data", folder));
        Assert.Equal(1, await new CommandLine().RunAsync("key", "revoke", id, "--data", folder));

        var after = new CommandLine();
        await after.RunAsync("key", "list", "--data", folder);
        Assert.Contains("  revoked ", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_scope_is_a_mistake_and_makes_no_store()
    {
        var cli = new CommandLine();

        Assert.Equal(1, await cli.RunAsync("key", "create", "--name", "n", "--scopes", "read,admin", "--data", folder));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Folder_in_use_is_told()
    {
        await using var service = await StoreKeys.OpenAsync(new StorageOptions { DataFolder = folder }, TimeProvider.System, CancellationToken.None);
        var cli = new CommandLine();

        Assert.Equal(2, await cli.RunAsync("key", "list", "--data", folder));
        Assert.Contains("in use by another process", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_of_a_folder_that_is_not_there_makes_none()
    {
        Assert.Equal(2, await new CommandLine().RunAsync("key", "list", "--data", folder));
        Assert.False(Directory.Exists(folder));
    }
}
