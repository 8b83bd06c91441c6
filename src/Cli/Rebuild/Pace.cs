using System.Globalization;
using SocialCrm.Cli.Terminal;
using SocialCrm.Storage.Rebuild;

namespace SocialCrm.Cli.Rebuild;

/// <summary>How fast it goes, and how long it will take at the pace so far.</summary>
internal sealed class Pace(TimeProvider clock) : IProgress<RebuildProgress>
{
    private readonly long began = clock.GetTimestamp();
    private long rows;
    private long total;

    public TimeSpan Elapsed => clock.GetElapsedTime(began);

    public double Share => total == 0 ? 0 : (double)rows / total;

    public double RowsPerSecond => rows / Math.Max(Elapsed.TotalSeconds, 0.001);

    public void Report(RebuildProgress value) => (rows, total) = (value.Rows, value.Total);

    public string Text(Texts texts) => texts["rebuild.progress", rows, total, RowsPerSecond.ToString("0", CultureInfo.InvariantCulture),
        rows == 0 ? "?" : ((total - rows) / RowsPerSecond).ToString("0", CultureInfo.InvariantCulture)];
}
