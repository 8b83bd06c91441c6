using System.Globalization;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Load;

/// <summary>
/// Processor time by who used it, in seconds: on a shared machine the cost of one interaction says more than the rate of a noisy moment.
/// Read from the operating system's accounts, in steps of 10 ms.
/// </summary>
/// <param name="Server">The processes that answer HTTP.</param>
/// <param name="Silos">Those behind them.</param>
/// <param name="Load">This process: the load generator, and a proxy where there is one.</param>
internal readonly record struct ProcessorTime(double Server, double Silos, double Database, double Load)
{
    private const double TicksPerSecond = 100;

    /// <summary>The port of the database server that counts: a machine may have others. 0, or one that isn't on this machine: none does.</summary>
    public static int DatabasePort { get; set; }

    public double All => Server + Silos + Database + Load;

    public static ProcessorTime Now(LoadTarget target) => new(OfAll(target.Apis), OfAll(target.Silos), OfDatabase(), OfProcess(Environment.ProcessId));

    public static ProcessorTime operator -(ProcessorTime after, ProcessorTime before) =>
        new(after.Server - before.Server, after.Silos - before.Silos, after.Database - before.Database, after.Load - before.Load);

    /// <summary>Microseconds for each of so many.</summary>
    public string Each(long count) => count == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"CPU each: server {Server * 1e6 / count:0}{(Silos > 0 ? $", silos {Silos * 1e6 / count:0}" : "")}, database {Database * 1e6 / count:0}, load {Load * 1e6 / count:0} us");

    private static double OfAll(IReadOnlyList<ServiceProcess> processes) => processes.Sum(static p => OfProcess(p.Id));

    /// <summary>The server's first process names its port among its arguments; the others are its children, and it inherits the time of those that ended.</summary>
    private static double OfDatabase()
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(static d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(static id => id > 0 && Read(id, "comm") == "postgres\n").ToList();
        var port = string.Create(CultureInfo.InvariantCulture, $"port={DatabasePort}\0");
        var server = DatabasePort == 0 ? 0 : processes.Find(id => Read(id, "cmdline")?.Contains(port, StringComparison.Ordinal) == true);
        return server == 0
            ? 0
            : Seconds(server, 11, 12, 13, 14) + processes.Where(id => ParentOf(id) == server).Sum(static id => OfProcess(id));
    }

    /// <summary>User and system time; 0 for a process that ended.</summary>
    private static double OfProcess(int id) => Seconds(id, 11, 12);

    private static int ParentOf(int id) => Fields(id) is { } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;

    private static double Seconds(int id, params ReadOnlySpan<int> places)
    {
        if (Fields(id) is not { } fields) return 0;
        double ticks = 0;
        foreach (var place in places) ticks += double.Parse(fields[place], CultureInfo.InvariantCulture);
        return ticks / TicksPerSecond;
    }

    /// <summary>The name may hold blanks and brackets; the fields begin behind the last bracket.</summary>
    private static string[]? Fields(int id) => Read(id, "stat") is { } stat ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ') : null;

    private static string? Read(int id, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}"));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
