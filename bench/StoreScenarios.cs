using Npgsql;
using SocialCrm.Bench.Load;
using SocialCrm.Bench.Scenarios;
using SocialCrm.Bench.Traffic;
using SocialCrm.TestKit;

namespace SocialCrm.Bench;

/// <summary>The scenarios of one process, each on a fresh store.</summary>
/// <param name="Week">The sentences of the KLM week, and how many interactions it has.</param>
internal sealed record StoreScenarios(BenchRun Run, IReadOnlyCollection<string> Chosen, string Folder, (Sentences Sentences, int Interactions) Week, int Watchers)
{
    public static readonly string[] Usual = ["ingest", "reads", "live", "memory"];

    public async Task RunAsync(string name)
    {
        if (Has("ingest")) await IngestBench.RunAsync(Run, name, await NewStoreAsync(name), NewFolder());
        if (Has("reads")) await ReadsBench.RunAsync(Run, name, await NewStoreAsync(name), NewFolder());
        if (Has("live")) await LiveBench.RunAsync(Run, name, await NewStoreAsync(name), NewFolder());
        if (Has("week")) await WeekBench.RunAsync(Run, name, NewFolder(), () => NewStoreAsync(name), Week.Sentences, Week.Interactions);
        if (Has("rules")) await RulesBench.RunAsync(Run, name, await NewStoreAsync(name), NewFolder());
        if (Has("skew"))
        {
            await using var service = await ServiceProcess.StartAsync(await NewStoreAsync(name), NewFolder(), BenchRun.Unlimited);
            await SkewBench.RunAsync(Run, name, "one process", service);
        }

        if (Has("watchers"))
        {
            await using var service = await ServiceProcess.StartAsync(await NewStoreAsync(name), NewFolder(), BenchRun.Unlimited);
            await WatchersBench.RunAsync(Run, name, "one process", service, Watchers);
        }
    }

    /// <summary><c>sqlite</c>, or an empty database of the run's server, whose processes count as the database from then on.</summary>
    public static async Task<string> NewStoreAsync(string name)
    {
        if (name == "sqlite") return name;
        var store = await PostgresServer.NewDatabaseAsync();
        ProcessorTime.DatabasePort = new NpgsqlConnectionStringBuilder(store).Port;
        return store;
    }

    private bool Has(string scenario) => Chosen.Contains(scenario, StringComparer.Ordinal);

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(Folder, Guid.NewGuid().ToString("N"))).FullName;
}
