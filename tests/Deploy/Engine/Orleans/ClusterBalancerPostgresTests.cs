using System.Net;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Deploy.Balancer;

/// <summary>The balancer before two Api processes of a cluster.</summary>
public sealed class ClusterBalancerPostgresTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Api_process_that_is_stopped_is_not_felt_behind_the_balancer()
    {
        await using var cluster = await ClusterProcesses.StartAsync(silos: 1, apis: 2);
        await using var balancer = await Balancer.StartAsync(cluster.Apis[0].Port, cluster.Apis[1].Port);
        using var client = BalancerTests.ClientOf(balancer);

        // Both get requests, in turns, and a customer's watcher at either hears of what the other took.
        var customer = await BalancerTests.SayAsync(client, "0");
        await using var first = await Watcher.StartAsync(balancer.Port);
        await using var second = await Watcher.StartAsync(balancer.Port);
        await first.WatchAsync(customer);
        await second.WatchAsync(customer);
        await BalancerTests.SayAsync(client, "1");
        Assert.Equal(2, await first.ChangedAsync());
        Assert.Equal(2, await second.ChangedAsync());

        await cluster.Apis[0].TerminateAsync();
        var refused = new List<HttpStatusCode>();
        var said = 1;
        while (!cluster.Apis[0].HasExited || said < 50)
        {
            using var answer = await client.GetAsync(new Uri($"/api/customers/{customer}", UriKind.Relative));
            if (!answer.IsSuccessStatusCode) refused.Add(answer.StatusCode);
            said++;
        }

        Assert.Equal(0, await cluster.Apis[0].ExitAsync(Patience));
        Assert.Empty(refused);
    }
}
