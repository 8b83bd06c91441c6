using System.Globalization;

namespace SocialCrm.Bench.Load;

/// <summary>
/// Processor time by who used it, in seconds: on a shared machine the cost of one interaction says more than the rate of a noisy moment.
/// Read from the operating system's accounts, in steps of 10 ms.
/// </summary>
internal readonly record struct ProcessorTime(double Server, double Database, double Load)
{
    private const double TicksPerSecond = 100;

    public static ProcessorTime Now(int server) => new(
        OfProcess(server), OfDatabase(), OfProcess(Environment.ProcessId));

    public static ProcessorTime operator -(ProcessorTime after, ProcessorTime before) =>
        new(after.Server - before.Server, after.Database - before.Database, after.Load - before.Load);

    /// <summary>Microseconds for each of so many.</summary>
    public string Each(long count) => count == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture, $"CPU each: server {Server * 1e6 / count:0}, database {Database * 1e6 / count:0}, load {Load * 1e6 / count:0} us");

    private static double OfDatabase() => Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && Read(id, "comm") == "postgres\n")
        .Sum(OfProcess);

    /// <summary>User and system time; 0 for a process that ended.</summary>
    private static double OfProcess(int id)
    {
        // The name may hold blanks and brackets; the fields begin behind the last bracket.
        if (Read(id, "stat") is not { } stat) return 0;
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

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
