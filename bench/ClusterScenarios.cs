using SocialCrm.Bench.Load;
using SocialCrm.Bench.Scenarios;
using SocialCrm.TestKit;

namespace SocialCrm.Bench;

/// <summary><c>--cluster</c>: scaling over 1 to 3 silos, then a skewed load and many watchers on two silos and two Api processes.</summary>
internal static class ClusterScenarios
{
    private const int Silos = 2;
    private const int Apis = 2;

    public static readonly string[] Names = ["scaling", "skew", "watchers"];

    public static async Task RunAsync(BenchRun run, IReadOnlyCollection<string> chosen, int watchers, string folder)
    {
        var where = $"{Silos} silos, {Apis} Api processes";
        if (chosen.Contains("scaling", StringComparer.Ordinal)) await ScalingBench.RunAsync(run, folder);
        if (chosen.Contains("skew", StringComparer.Ordinal)) await OnClusterAsync(cluster => SkewBench.RunAsync(run, "postgres", where, cluster));
        if (chosen.Contains("watchers", StringComparer.Ordinal)) await OnClusterAsync(cluster => WatchersBench.RunAsync(run, "postgres", where, cluster, watchers));
    }

    private static async Task OnClusterAsync(Func<LoadTarget, Task> measure)
    {
        var store = await StoreScenarios.NewStoreAsync("postgres");
        try
        {
            await using var cluster = await ClusterProcesses.OnAsync(store, Silos, Apis, BenchRun.Unlimited);
            await measure(cluster);
        }
        finally
        {
            await PostgresServer.DropDatabaseAsync(store);
        }
    }
}
