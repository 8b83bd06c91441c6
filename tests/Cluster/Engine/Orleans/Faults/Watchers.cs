using System.Text.Json.Nodes;
using SocialCrm.Live;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Cluster.Faults;

/// <summary>
/// npm clients behind a load balancer, as applications connect: each watches all shared customers and their conversations over one connection, and comes back
/// at another host when its own is gone.
/// </summary>
internal sealed class Watchers : IAsyncDisposable
{
    private readonly NetworkLink _balancer;
    private readonly NodeClient[] _clients;

    private Watchers(NetworkLink balancer, NodeClient[] clients) => (_balancer, _clients) = (balancer, clients);

    public static async Task<Watchers> StartAsync(IReadOnlyList<ServiceProcess> apis, IReadOnlyCollection<string> customers, IReadOnlyCollection<string> conversations)
    {
        var balancer = new NetworkLink([.. apis.Select(static a => a.Port)]);
        var hub = new Uri($"http://127.0.0.1:{balancer.Port}/hub/live");
        // One after the other: so the balancer gives each host its share.
        List<NodeClient> clients = [];
        foreach (var _ in apis) clients.Add(await NodeClient.StartAsync(hub, ServiceProcess.Key));
        var watchers = new Watchers(balancer, [.. clients]);
        foreach (var client in clients)
        {
            await client.DoAsync("watch", new { scope = "customer", ids = customers });
            await client.DoAsync("watch", new { scope = "conversation", ids = conversations });
        }

        return watchers;
    }

    /// <summary>Completes when every client has heard of these versions, or newer ones.</summary>
    public Task HearAsync(string scope, IReadOnlyDictionary<string, long> versions) => Task.WhenAll(_clients.Select(c => c.DoAsync("until", new { scope, versions })));

    /// <summary>Times that clients were told to ask again, and times that they had to connect again.</summary>
    public async Task<(int Resyncs, int Reconnects)> CountsAsync()
    {
        var reports = await Task.WhenAll(_clients.Select(static c => c.DoAsync("report", new { })));
        return (reports.Sum(static r => (int)r!["resyncs"]!), reports.Sum(static r => (int)r!["reconnects"]!));
    }

    /// <summary>What each client folded together is what the service answers.</summary>
    public async Task AreWholeAsync(IReadOnlyDictionary<string, JsonObject> states)
    {
        foreach (var client in _clients)
        {
            var report = (await client.DoAsync("report", new { }))!;
            Assert.Null((string?)report["failure"]);
            foreach (var watched in report["watched"]!.AsArray())
            {
                var state = states[(string)watched!["id"]!];
                Assert.True(JsonNode.DeepEquals(state, watched["state"]), $"service: {state.ToJsonString()}\nclient: {watched["state"]?.ToJsonString()}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
        await _balancer.DisposeAsync();
    }
}
