using System.Net;
using System.Net.Sockets;
using Npgsql;
using SocialCrm.Cli.Keys;
using SocialCrm.Storage;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Cli.Tests.Doctor;

/// <summary>The command as it is run, against real stores.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-doctor-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Sqlite_folder_in_order_ends_with_0_in_both_languages()
    {
        await StoreAsync(new StorageOptions { DataFolder = folder });
        foreach (var (language, said) in ((string, string)[])[("en", "No table or index is missing."), ("fi", "Yhtään taulua tai indeksiä ei puutu.")])
        {
            var cli = new CommandLine();
            Assert.Equal(0, await cli.RunAsync("doctor", "--data", folder, "--url", Silent(), "--lang", language));
            Assert.Contains(said, cli.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task File_that_is_no_database_is_a_failure()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "crm.db"), new string('x', 10_000));
        Assert.Contains("\"store\"", await FailureAsync("--data", folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Postgres_faults_are_found_one_by_one()
    {
        var store = await PostgresServer.NewDatabaseAsync();
        await StoreAsync(new StorageOptions { Store = store });
        var name = new NpgsqlConnectionStringBuilder(store).Database;
        foreach (var (breaking, outcome) in ((string, string)[])
        [
            ("drop index journal_timeline", "\"missing\""),
            ("update pg_index set indisvalid = false where indexrelid = 'journal_source'::regclass", "journal_source"),
            ($"alter database {name} set synchronous_commit = off", "\"early\""),
            ("update schema_version set version = 9999", "\"newer\""),
        ])
        {
            await using var source = NpgsqlDataSource.Create(store);
            await using var command = source.CreateCommand(breaking);
            await command.ExecuteNonQueryAsync();
            Assert.Contains(outcome, await FailureAsync("--store", store), StringComparison.Ordinal);
        }

        await PostgresServer.DropDatabaseAsync(store);
        Assert.Contains("\"unreachable\"", await FailureAsync("--store", store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_program_at_the_address_is_a_failure()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var cli = new CommandLine();
        Assert.Equal(3, await cli.RunAsync("doctor", "--data", folder, "--url", $"http://{listener.LocalEndpoint}", "--json"));
        Assert.Contains("\"foreign\"", cli.Output, StringComparison.Ordinal);
        await answering;
    }

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var heard = new byte[4_096];
        _ = await client.GetStream().ReadAsync(heard);
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
    }

    private static async Task<string> FailureAsync(params string[] store)
    {
        var cli = new CommandLine();
        Assert.Equal(3, await cli.RunAsync(["doctor", .. store, "--url", Silent(), "--json"]));
        Assert.Contains("\"failure\"", cli.Output, StringComparison.Ordinal);
        return cli.Output;
    }

    private static async Task StoreAsync(StorageOptions options)
    {
        await using var keys = await StoreKeys.OpenAsync(options, TimeProvider.System, CancellationToken.None);
    }

    /// <summary>An address of this machine at which nothing listens.</summary>
    private static string Silent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }
}
