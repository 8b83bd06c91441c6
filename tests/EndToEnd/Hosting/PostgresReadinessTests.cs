using System.Net;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Hosting;

/// <summary>Ready means that a commit would succeed now.</summary>
public sealed class PostgresReadinessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-ready-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Service_is_not_ready_while_the_database_is_away_or_read_only_and_recovers()
    {
        await using var server = await PostgresCluster.StartAsync();
        var store = await PostgresServer.NewDatabaseAsync(server.ConnectionString);
        await using var service = await ServiceProcess.StartAsync(store, _folder.FullName);
        using var client = service.Client();

        await server.CrashServerAsync();
        await UntilAsync(client, HttpStatusCode.ServiceUnavailable, "the database was stopped");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/healthz/live", UriKind.Relative))).StatusCode);

        await server.StartServerAsync();
        await UntilAsync(client, HttpStatusCode.OK, "the database came back");

        // It answers reads, and takes no commits: as a standby does.
        await SetReadOnlyAsync(server, "on");
        await UntilAsync(client, HttpStatusCode.ServiceUnavailable, "the database became read-only");

        // What runs beside the requests meets it, too, and goes on.
        await Waiting.ForAsync("the figures to be refused", Patience, () => Task.FromResult(service.Output.Contains("read-only", StringComparison.Ordinal)));
        await SetReadOnlyAsync(server, "off");
        await UntilAsync(client, HttpStatusCode.OK, "the database takes commits again");
    }

    private static async Task SetReadOnlyAsync(PostgresCluster server, string value)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand($"alter system set default_transaction_read_only = {value}");
        await command.ExecuteNonQueryAsync();
        await using var reload = source.CreateCommand("select pg_reload_conf()");
        await reload.ExecuteNonQueryAsync();
    }

    private static async Task UntilAsync(HttpClient client, HttpStatusCode wanted, string why)
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                using var answer = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative), late.Token);
                if (answer.StatusCode == wanted) return;
                await Task.Delay(100, late.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"readiness didn't become {wanted} within {Patience.TotalSeconds} s after {why}");
        }
    }
}
