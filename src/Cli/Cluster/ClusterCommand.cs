using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCrm.Cli.Terminal;
using SocialCrm.Journal;
using SocialCrm.Live;
using SocialCrm.Storage;

namespace SocialCrm.Cli.Cluster;

/// <summary><c>crm cluster --silos N --apis M --store CONNECTION</c>: a cluster of processes on this machine's loopback.</summary>
internal static class ClusterCommand
{
    /// <summary>The folder with both programs, built with Orleans; the <c>crm</c> script sets it, and leaves it out where the engine is the embedded one.</summary>
    public const string ProgramsVariable = "CRM_CLUSTER_PROGRAMS";

    public static Command Create(Screen screen, TimeProvider clock)
    {
        var texts = screen.Texts;
        var silos = Number("--silos", texts["cluster.silos", ClusterPlan.MaxOfAKind], 2);
        var apis = Number("--apis", texts["cluster.apis", ClusterPlan.MaxOfAKind], 1);
        var port = Number("--port", texts["cluster.port", ClusterPlan.SilosAbove], 5080);
        var store = new Option<string?>("--store") { Description = texts["cluster.store"], HelpName = "CONNECTION" };
        var id = new Option<string>("--cluster-id") { Description = texts["cluster.id"], HelpName = "NAME", DefaultValueFactory = static _ => "socialcrm" };
        var command = new Command("cluster", texts["cluster"]) { silos, apis, port, store, id };
        command.SetAction(async (parsed, stop) =>
        {
            var folder = Environment.GetEnvironmentVariable(ProgramsVariable);
            if (string.IsNullOrEmpty(folder)) return Refuse(screen, "cluster.embedded");
            if (parsed.GetValue(store) is not { Length: > 0 } connection || connection == "sqlite") return Refuse(screen, "cluster.no-store");
            var (siloCount, apiCount, first) = (parsed.GetValue(silos), parsed.GetValue(apis), parsed.GetValue(port));
            if (OutOfRange(
                texts,
                ("--silos", siloCount, 1, ClusterPlan.MaxOfAKind),
                ("--apis", apiCount, 1, ClusterPlan.MaxOfAKind),
                ("--port", first, ClusterPlan.LowestPort, ClusterPlan.HighestPort)) is { } mistake)
            {
                screen.Complain(mistake);
                return ExitCodes.Usage;
            }

            if (!Member.CanStart) return Refuse(screen, "cluster.no-setpriv");
            if (await UnreachableAsync(connection, clock, stop) is { } why) return Refuse(screen, "cluster.unreachable", why);
            var plan = ClusterPlan.Of(siloCount, apiCount, first, parsed.GetRequiredValue(id));
            return await new ClusterRun(plan, folder, connection, screen, clock).RunAsync(stop);
        });
        return command;
    }

    /// <summary>Brings the schema up to date once, before everybody does it at once, and so finds out whether the database can be reached.</summary>
    private static async Task<string?> UnreachableAsync(string connection, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            await using var store = new Store(new StorageOptions { Store = connection }, new Nobody(), clock, NullLogger<Store>.Instance);
            await store.OpenAsync(cancellation);
            return null;
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreVersionException or DatabaseTooOldException or ArgumentException or UriFormatException
            or System.Data.Common.DbException)
        {
            return e.Message;
        }
    }

    private static int Refuse(Screen screen, string key, params object?[] parts)
    {
        screen.Complain(screen.Texts[key, parts]);
        return ExitCodes.Usage;
    }

    private static string? OutOfRange(Texts texts, params (string Name, int Value, int Lowest, int Highest)[] numbers)
    {
        foreach (var (name, value, lowest, highest) in numbers)
        {
            if (value < lowest || value > highest) return texts["mistake.range", name, lowest, highest];
        }

        return null;
    }

    private static Option<int> Number(string name, string description, int otherwise) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };

    private sealed class Nobody : IChangeSink
    {
        public void Committed(IReadOnlyList<Change> changes)
        {
        }
    }
}
