using System.Globalization;
using System.Net;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Cluster;

/// <summary><c>crm cluster</c>: what it starts, how it stops it, and that nothing outlives it.</summary>
public sealed class ClusterCommandPostgresTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Silos_and_apis_start_and_stop_in_order()
    {
        var (command, ports, store) = await StartAsync();
        await ReadyAsync(command);
        using (var client = ServiceProcess.ClientOf(ports[0])) Assert.Equal(1, (await Said.Async(client, "@liisa", "1")).Version);

        await command.TerminateAsync();
        Assert.Equal(0, await command.ExitAsync(Patience));
        string[] stopped = [.. command.Output.Split('\n').Where(line => line.EndsWith(" has stopped.", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])];
        Assert.True(stopped is ["api-1", "silo-1" or "silo-2", "silo-1" or "silo-2"], command.Output);
        foreach (var port in ports) Assert.False(await AnswersAsync(port));
        await PostgresServer.DropDatabaseAsync(store);
    }

    [Fact]
    public async Task Killed_command_leaves_no_process_behind()
    {
        var (command, ports, store) = await StartAsync();
        await ReadyAsync(command);
        await command.KillAsync();
        foreach (var port in ports) await Waiting.ForAsync($"nobody at {port}", Patience, async () => !await AnswersAsync(port));
        await PostgresServer.DropDatabaseAsync(store);
    }

    [Fact]
    public async Task Ended_silo_is_told_of_and_not_restarted()
    {
        var (command, ports, store) = await StartAsync();
        await ReadyAsync(command);
        await command.KillChildAsync(argument: ports[1].ToString(CultureInfo.InvariantCulture));
        await Waiting.ForAsync("the complaint", Patience, () => Task.FromResult(command.Output.Contains("silo-1 ended with 137", StringComparison.Ordinal)));
        Assert.False(await AnswersAsync(ports[1]));
        using (var client = ServiceProcess.ClientOf(ports[0])) await Waiting.ForAsync("the other silo to answer", Patience, () => Said.IsTakenAsync(client, "@liisa", "1"));
        await command.DisposeAsync();
        await PostgresServer.DropDatabaseAsync(store);
    }

    /// <summary>One Api process and two silos; answers their HTTP ports, Api's first.</summary>
    private static async Task<(ServiceProcess Command, int[] Ports, string Store)> StartAsync()
    {
        var store = await PostgresServer.NewDatabaseAsync();
        var port = Ports.FreeForSilo();
        var command = ServiceProcess.Begin(
            Path.Combine("..", "..", "Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "SocialCrm.Cli.dll"),
            port,
            ["cluster", "--silos", "2", "--apis", "1", "--port", port.ToString(CultureInfo.InvariantCulture), "--store", store],
            ("CRM_CLUSTER_PROGRAMS", AppContext.BaseDirectory),
            ("LC_ALL", "en_GB.UTF-8"));
        return (command, [port, port + 100, port + 101], store);
    }

    private static Task<TimeSpan> ReadyAsync(ServiceProcess command) => Waiting.ForAsync("all to be ready", Patience, () => command.HasExited
        ? throw new InvalidOperationException(command.Output)
        : Task.FromResult(command.Output.Contains("Ctrl-C stops", StringComparison.Ordinal)));

    private static async Task<bool> IsAsync(int port, HttpStatusCode status)
    {
        using var client = ServiceProcess.ClientOf(port);
        using var answer = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        return answer.StatusCode == status;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            return await IsAsync(port, HttpStatusCode.OK);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
