using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Silo;
using SocialCrm.Silo.Hosting;
using SocialCrm.Storage;

namespace SocialCrm.Bench.Scenarios;

/// <summary>Where the actors of a cluster live: how even they are spread, and how many customers have their conversation on another silo.</summary>
internal static class ActorPlaces
{
    public static async Task TellAsync(Report report, string store, string where)
    {
        var actors = await ReadAsync(store);
        var customers = Of(actors, "customer");
        var conversations = Of(actors, "conversation");
        var pairs = customers
            .Select(c => CustomerId.TryParse(c.Key, out var id)
                && conversations.TryGetValue(Keys.Of(Sources.OfConversation(id, "x", "pohjanlento", "", ordinal: 1)), out var place) ? (At: c.Value, Conversation: place) : default)
            .Where(static p => p.Conversation is not null).ToList();
        if (pairs.Count == 0) throw new InvalidOperationException("no customer with a resident conversation was found");
        var bySilo = customers.Values.CountBy(static silo => silo).Select(static s => s.Value).OrderDescending();
        report.Add(new Figure(
            "postgres", $"{where}: calls from a customer to its conversation that leave the silo", "%", 100.0 * pairs.Count(static p => !p.At.Equals(p.Conversation)) / pairs.Count,
            Note: $"{customers.Count} customers by silo: {string.Join(", ", bySilo)}"));
    }

    private static Dictionary<string, SiloAddress> Of(DetailedGrainStatistic[] actors, string kind) => actors
        .Where(a => a.GrainId.Type.ToString() == kind)
        .GroupBy(static a => a.GrainId.Key.ToString()!, StringComparer.Ordinal)
        .ToDictionary(static a => a.Key, static a => a.First().SiloAddress, StringComparer.Ordinal);

    private static async Task<DetailedGrainStatistic[]> ReadAsync(string store)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddCrmClusterClient(new HostSettings { Storage = new StorageOptions { Store = store } });
        using var host = builder.Build();
        await host.StartAsync();
        var statistics = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        await host.StopAsync();
        return statistics;
    }
}
