using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;
using SocialCrm.Silo;
using SocialCrm.Silo.Hosting;
using SocialCrm.Storage;
using SocialCrm.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace SocialCrm.Cluster;

/// <summary>Where actors come to live: a customer anywhere, its conversations beside it.</summary>
public sealed class PlacementPostgresTests(ITestOutputHelper output)
{
    private const int People = 300;

    [Fact]
    public async Task Conversations_live_beside_their_customer_and_customers_on_every_silo()
    {
        await using var cluster = await ClusterProcesses.StartAsync(silos: 3, apis: 1);
        using var client = cluster.Apis[0].Client();
        var receipts = await Task.WhenAll(Enumerable.Range(0, People).Select(p => Said.Async(client, $"@person{p}", $"m{p}")));

        var places = await PlacesAsync(cluster.Store);
        var beside = receipts.Count(r => places[r.Customer] == places[r.Conversation]);
        var customers = receipts.GroupBy(r => places[r.Customer], StringComparer.Ordinal).ToDictionary(s => s.Key, s => s.Count(), StringComparer.Ordinal);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{beside} of {People} beside their customer; customers by silo: {string.Join(", ", customers.Values)}"));
        Assert.Equal(People, beside);
        Assert.Equal(3, customers.Count);
        Assert.All(customers.Values, count => Assert.InRange(count, People / 20, People * 3 / 4));
    }

    /// <summary>The silo of every actor, by its key.</summary>
    private static async Task<Dictionary<string, string>> PlacesAsync(string store)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddCrmClusterClient(new HostSettings { Role = SiloRole.Cluster, Storage = new StorageOptions { Store = store } });
        using var host = builder.Build();
        await host.StartAsync();
        var statistics = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        await host.StopAsync();
        return statistics.Where(s => s.GrainId.Type.ToString() is "customer" or "conversation")
            .ToDictionary(s => s.GrainId.Key.ToString()!, s => s.SiloAddress.ToString(), StringComparer.Ordinal);
    }
}
