using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SocialCrm.Cli.Terminal;
using SocialCrm.Journal;
using SocialCrm.Storage;
using SocialCrm.Storage.Rebuild;

namespace SocialCrm.Cli.Rebuild;

/// <summary><c>crm rebuild [--check]</c>: makes the derived tables again from the journal, or compares them with it.</summary>
internal static class RebuildCommand
{
    public static Command Create(Screen screen, TimeProvider clock)
    {
        var where = new StoreArguments(screen.Texts);
        var check = new Option<bool>("--check") { Description = screen.Texts["rebuild.check"] };
        var json = new Option<bool>("--json") { Description = screen.Texts["rebuild.json"] };
        var command = new Command("rebuild", screen.Texts["rebuild"]) { check, json };
        where.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(where.Of(parsed), parsed.GetValue(check), parsed.GetValue(json), screen, clock, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(StorageOptions options, bool check, bool json, Screen screen, TimeProvider clock, CancellationToken cancellation)
    {
        var pace = new Pace(clock);
        try
        {
            // Off this thread: what runs until its first wait would hold up the display.
            var work = Task.Run(() => check ? StoreRebuild.CheckAsync(options, pace, cancellation) : StoreRebuild.RunAsync(options, pace, cancellation), cancellation);
            await Progress.ShowAsync(screen, work, () => pace.Share, () => pace.Text(screen.Texts));
            var report = await work;
            if (json) screen.Say(JsonSerializer.Serialize(report, RebuildJson.Default.RebuildReport));
            else Tell(report, check, pace, screen);
            return report.Differences == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
        }
        catch (Exception e) when (e is StoreInUseException or DataFolderLockedException or StoreVersionException or StoreTooOldException or StoreUnavailableException
            or JournalDamagedException or FileNotFoundException or DatabaseTooOldException)
        {
            screen.Complain(screen.Texts["rebuild.refused", e.Message]);
            return ExitCodes.Service;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            screen.Complain(screen.Texts["rebuild.interrupted"]);
            return ExitCodes.Interrupted;
        }
    }

    private static void Tell(RebuildReport report, bool check, Pace pace, Screen screen)
    {
        var texts = screen.Texts;
        foreach (var table in report.Tables)
        {
            screen.Say(check
                ? texts["rebuild.compared", table.Name, table.Rows, table.Missing, table.Surplus, table.Different]
                : texts["rebuild.rebuilt", table.Name, table.Rows]);
        }

        foreach (var example in report.Examples) screen.Say(texts["rebuild.example", texts["rebuild." + example.Kind], example.Table, example.Key, string.Join(", ", example.Columns)]);
        screen.Say(texts["rebuild.time", report.JournalRows, pace.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
            pace.RowsPerSecond.ToString("0", CultureInfo.InvariantCulture)]);
        if (check) screen.Say(texts[report.Differences == 0 ? "rebuild.same" : "rebuild.differs", report.Differences]);
    }
}
