using System.CommandLine;
using SocialCrm.Cli.Terminal;
using SocialCrm.Journal;
using SocialCrm.Storage;
using SocialCrm.Storage.Backup;

namespace SocialCrm.Cli.Backup;

/// <summary><c>crm backup FILE</c> and <c>crm restore FILE</c>, of SQLite stores.</summary>
internal static class BackupCommand
{
    public static Command Backup(Screen screen)
    {
        var file = new Argument<string>("FILE") { Description = screen.Texts["backup.file"] };
        var where = new StoreArguments(screen.Texts);
        var command = new Command("backup", screen.Texts["backup"]) { file };
        where.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(where.Of(parsed), screen, "backup.done",
            options => StoreBackup.WriteAsync(options.DataFolder, parsed.GetRequiredValue(file)), parsed.GetRequiredValue(file)));
        return command;
    }

    public static Command Restore(Screen screen)
    {
        var file = new Argument<string>("FILE") { Description = screen.Texts["restore.file"] };
        var force = new Option<bool>("--force") { Description = screen.Texts["restore.force"] };
        var where = new StoreArguments(screen.Texts);
        var command = new Command("restore", screen.Texts["restore"]) { file, force };
        where.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(where.Of(parsed), screen, "restore.done",
            options => StoreBackup.RestoreAsync(parsed.GetRequiredValue(file), options.DataFolder, parsed.GetValue(force)), parsed.GetRequiredValue(file)));
        return command;
    }

    private static async Task<int> RunAsync(StorageOptions options, Screen screen, string done, Func<StorageOptions, Task<BackupContent>> act, string file)
    {
        if (options.Store != "sqlite")
        {
            screen.Complain(screen.Texts["backup.postgres"]);
            return ExitCodes.Usage;
        }

        try
        {
            var content = await act(options);
            screen.Say(screen.Texts[done, file, content.JournalRows, content.Bytes, content.SchemaVersion]);
            return ExitCodes.Done;
        }
        catch (StoreNotEmptyException)
        {
            screen.Complain(screen.Texts["restore.not-empty", options.DataFolder]);
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreVersionException or DataFolderLockedException or IOException or UnauthorizedAccessException)
        {
            screen.Complain(screen.Texts["backup.failed", e is StoreUnavailableException { InnerException: { } why } ? $"{e.Message} {why.Message}" : e.Message]);
        }

        return ExitCodes.Service;
    }
}
