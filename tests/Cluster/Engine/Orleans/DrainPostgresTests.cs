using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialCrm.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace SocialCrm.Cluster;

/// <summary><c>./crm drain</c> against a cluster that works: nothing acknowledged is missing, the others take over, and the process ends with 0.</summary>
public sealed class DrainPostgresTests(ITestOutputHelper told)
{
    private const int Senders = 8;

    /// <summary>Run from its own folder, as <c>./crm</c> does.</summary>
    private static readonly string Cli = Path.Combine("..", "..", "Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "SocialCrm.Cli.dll");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Silo_that_is_drained_under_load_loses_nothing_and_ends()
    {
        await using var cluster = await ClusterProcesses.StartAsync(silos: 3, apis: 1);
        using var client = cluster.Apis[0].Client();
        var victim = cluster.Silos[1];
        var id = await IdOfAsync(client, victim.Id);

        await using var load = new Load([client], Senders);
        await Waiting.ForAsync("load before the drain", Patience, () => Task.FromResult(load.Acknowledged >= 200));

        var began = TimeProvider.System.GetTimestamp();
        var drained = await EndedProcess.OfAsync(Cli, "en_GB.UTF-8", "drain", id, "--url", client.BaseAddress!.ToString(), "--key", ServiceProcess.Key);
        Assert.True(drained.ExitCode == 0, drained.Output + drained.Error);
        Assert.Contains(id, drained.Output, StringComparison.Ordinal);
        Assert.Equal(0, await victim.ExitAsync(Patience));
        told.WriteLine($"drained and ended after {TimeProvider.System.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");

        var after = load.Acknowledged;
        await Waiting.ForAsync("load after the drain", Patience, () => Task.FromResult(load.Acknowledged >= after + 200));
        Assert.Empty(await load.FindLostAsync(client));
        told.WriteLine($"refused meanwhile: {string.Join(", ", load.Refused)}");
        Assert.DoesNotContain(ClusterProcesses.SiloPortOf(victim), await cluster.MembersAsync(status: 3));
    }

    [Fact]
    public async Task Process_that_is_not_there_is_named_with_those_that_are()
    {
        await using var cluster = await ClusterProcesses.StartAsync(silos: 1, apis: 1);
        using var client = cluster.Apis[0].Client();
        var id = await IdOfAsync(client, cluster.Silos[0].Id);
        string[] where = ["--url", client.BaseAddress!.ToString(), "--key", ServiceProcess.Key];
        foreach (var arguments in (string[][])[["drain", "nobody", .. where], ["drain", .. where]])
        {
            var refused = await EndedProcess.OfAsync(Cli, "en_GB.UTF-8", arguments);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains(id, refused.Error, StringComparison.Ordinal);
        }

        Assert.False(cluster.Silos[0].HasExited);
    }

    /// <summary>The id under which a process tells of itself: its name ends with its number.</summary>
    internal static async Task<string> IdOfAsync(HttpClient client, int process)
    {
        var id = "";
        await Waiting.ForAsync($"process {process} to tell of itself", Patience, async () =>
        {
            var silos = (await client.GetFromJsonAsync<JsonObject>("/api/cluster"))!["silos"]!.AsArray();
            var own = silos.FirstOrDefault(s => s!["name"]!.GetValue<string>().EndsWith(":" + process.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            id = own?["id"]?.GetValue<string>() ?? "";
            return id.Length > 0;
        });
        return id;
    }
}
