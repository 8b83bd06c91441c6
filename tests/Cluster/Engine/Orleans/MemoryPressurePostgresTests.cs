using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialCrm.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace SocialCrm.Cluster;

/// <summary>A silo whose memory is above its limit lets actors go while it works: whoever needs them reads them again, and nothing acknowledged is missing.</summary>
public sealed class MemoryPressurePostgresTests(ITestOutputHelper output)
{
    private const int Customers = 200;
    private const int Senders = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Recovers = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Idle_actors_are_let_go_above_the_limit_and_read_again_when_needed()
    {
        // Any process has more than that: what is idle goes at each look, every 5 s.
        await using var cluster = await ClusterProcesses.StartAsync(silos: 1, apis: 1, ("Memory__LimitPercent", "0.01"), ("Memory__TargetPercent", "0.005"));
        using var client = cluster.Apis[0].Client();
        var said = await Task.WhenAll(Enumerable.Range(0, Customers).Select(i => Said.Async(client, $"@person{i}", $"m{i}")));
        await using var load = new Load([client], Senders);

        await Waiting.ForAsync("actors to be let go", Patience, async () => await ResidentAsync(client) < Customers);
        var before = load.Acknowledged;
        var recovered = await Waiting.ForAsync("everybody to be answered, and the load to go on", Patience, async () =>
        {
            var versions = await Task.WhenAll(said.Select(async s => (await Said.CustomerAsync(client, s.Customer)).Version));
            return versions.All(static v => v == 1) && load.Acknowledged > before;
        });
        output.WriteLine($"answered again after {recovered.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
        Assert.True(recovered < Recovers, $"recovered after {recovered}");

        Assert.All(await Task.WhenAll(Enumerable.Range(0, Customers).Select(i => Said.Async(client, $"@person{i}", $"m{i}"))), static again => Assert.True(again.Duplicate));
        Assert.Empty(await load.FindLostAsync(client));
        Assert.Empty(load.Refused);
    }

    private static async Task<long> ResidentAsync(HttpClient client)
    {
        var resident = (await client.GetFromJsonAsync<JsonObject>("/api/cluster"))!["resident"]!.AsArray();
        return resident.FirstOrDefault(static kind => kind!["kind"]!.GetValue<string>() == "customer")?["count"]!.GetValue<long>() ?? 0;
    }
}
