using System.Globalization;
using Xunit.Abstractions;

namespace SocialCrm.Cluster.Faults;

/// <summary>
/// How long a fault was felt: into the test's output, and as a line of a table into the file that <c>CRM_FAULT_REPORT</c> names
/// (<c>./crm test --repeat</c> makes a summary of it).
/// </summary>
internal static class FaultReport
{
    private const string Variable = "CRM_FAULT_REPORT";

    /// <summary>Columns: proof; acknowledged interactions; repetitions; the longest gap between two acknowledgements in ms, of the median and of the worst sender; resyncs; reconnects; ms until watchers heard again, where that was measured.</summary>
    public static async Task TellAsync(string proof, FaultWorld world, TimeSpan? heardAfter, ITestOutputHelper output)
    {
        var (resyncs, reconnects) = await world.Watchers.CountsAsync();
        TimeSpan[] gaps = [.. world.Load.LongestGaps.Order()];
        var line = string.Join('\t', proof, Text(world.Load.Acknowledged.Receipts.Count), Text(world.Load.Repeats),
            Text(gaps[gaps.Length / 2].TotalMilliseconds), Text(gaps[^1].TotalMilliseconds), Text(resyncs), Text(reconnects), heardAfter is { } heard ? Text(heard.TotalMilliseconds) : "");
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file) await File.AppendAllTextAsync(file, line + "\n");
    }

    private static string Text(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
