using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Cluster;

/// <summary>The commands of docs/guide/operating.md that start processes of a cluster and drain one of them, on other ports and a store of the test's own.</summary>
public sealed class GuidePostgresTests
{
    private static readonly string Cli = Path.Combine("..", "..", "Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "SocialCrm.Cli.dll");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Processes_that_are_started_as_the_guide_says_are_a_cluster_and_one_can_be_drained()
    {
        var store = await PostgresServer.NewDatabaseAsync();
        var commands = Guide.Of("dotnet SocialCrm.").Select(Guide.Words).ToArray();
        Assert.Equal(["SocialCrm.Silo.dll", "SocialCrm.Api.dll"], commands.Select(static c => c[1]));
        var started = await Task.WhenAll(commands.Select(words => ServiceProcess.StartAsync(words[1], Ports.FreeForSilo(), port => Arguments(words, port, store), "/healthz/ready")));
        await using var silo = started[0];
        await using var api = started[1];
        using var client = api.Client();
        Assert.Equal(1, (await Said.Async(client, "@liisa", "1")).Version);

        var drain = Guide.Words(Guide.Of("./crm drain ").Single()).Skip(1).ToArray();
        drain[1] = await DrainPostgresTests.IdOfAsync(client, silo.Id);
        var drained = await EndedProcess.OfAsync(Cli, "en_GB.UTF-8", [.. drain, "--url", client.BaseAddress!.ToString(), "--key", ServiceProcess.Key]);
        Assert.True(drained.ExitCode == 0, drained.Output + drained.Error);
        Assert.Equal(0, await silo.ExitAsync(Patience));
    }

    [Fact]
    public async Task Cluster_of_the_guide_becomes_ready()
    {
        var store = await PostgresServer.NewDatabaseAsync();
        var port = Ports.FreeForSilo();
        var words = Guide.Words(Guide.Of("./crm cluster ").Single()).Skip(1).Select(w => w.StartsWith("Host=", StringComparison.Ordinal) ? store : w);
        await using var command = ServiceProcess.Begin(
            Cli, port, [.. words, "--port", port.ToString(CultureInfo.InvariantCulture)], ("CRM_CLUSTER_PROGRAMS", AppContext.BaseDirectory), ("LC_ALL", "en_GB.UTF-8"));
        await Waiting.ForAsync("all to be ready", Patience, () => command.HasExited
            ? throw new InvalidOperationException(command.Output)
            : Task.FromResult(command.Output.Contains("Ctrl-C stops", StringComparison.Ordinal)));
        using var client = ServiceProcess.ClientOf(port + 1);
        Assert.Equal(1, (await Said.Async(client, "@liisa", "1")).Version);
        await Waiting.ForAsync("three silos and two Api processes", Patience, async () =>
            (await client.GetFromJsonAsync<JsonObject>("/api/cluster"))!["silos"]!.AsArray().Count == 5);
    }

    private static string[] Arguments(IReadOnlyList<string> words, int port, string store) =>
        [.. words.Skip(2).Select((w, i) => words[i + 1] == "--port" ? port.ToString(CultureInfo.InvariantCulture) : w == "$STORE" ? store : w)];
}
