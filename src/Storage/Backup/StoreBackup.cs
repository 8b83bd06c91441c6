using SocialCrm.Journal;
using SocialCrm.Storage.Schema;
using SocialCrm.Storage.Sqlite;

namespace SocialCrm.Storage.Backup;

/// <summary>Copies of a SQLite store in one file. PostgreSQL has its own tools: docs/guide/operating.md.</summary>
public static class StoreBackup
{
    /// <summary>
    /// Writes a copy of one moment, also while the service runs: every commit until then is whole in it, and none after. The file appears under its name when it
    /// is complete and on the disk; only its owner may read it, for it holds texts, password hashes and the store's secret.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no store in the folder.</exception>
    /// <exception cref="IOException">The file exists already, or can't be written.</exception>
    /// <exception cref="StoreUnavailableException">The store or the copy can't be read.</exception>
    public static async Task<BackupContent> WriteAsync(string dataFolder, string file)
    {
        var path = Path.Combine(dataFolder, StoreFile);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no store in '{dataFolder}'.", path);
        if (File.Exists(file)) throw new IOException($"'{file}' exists already.");
        var partial = file + ".partial";
        File.Delete(partial);
        await using (var thread = new SqliteThread(path, "crm-backup"))
        {
            await thread.RunAsync(database =>
            {
                // Made here, so that it never is readable to others; VACUUM INTO takes an empty file.
                using (Create(partial))
                {
                }

                database.Statement("vacuum into $1").Bind(1, partial).Run();
                return 0;
            });
        }

        var content = await ReadAsync(partial);
        Flush(partial);
        File.Move(partial, file);
        return content;
    }

    /// <summary>Puts a backup in place of the folder's store. The store that was there stays beside it, as <c>crm.db.replaced</c>.</summary>
    /// <param name="force">Also over a store that is there.</param>
    /// <exception cref="DataFolderLockedException">A service has the folder, whether forced or not.</exception>
    /// <exception cref="StoreNotEmptyException">There is a store, and it isn't forced.</exception>
    /// <exception cref="StoreVersionException">The backup is of a newer program.</exception>
    /// <exception cref="StoreUnavailableException">It isn't a backup, or it is damaged.</exception>
    public static async Task<BackupContent> RestoreAsync(string file, string dataFolder, bool force)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no file '{file}'.", file);
        await using var folderLock = FolderLock.Take(dataFolder);
        var path = Path.Combine(dataFolder, StoreFile);
        if (File.Exists(path) && !force) throw new StoreNotEmptyException(dataFolder);
        var restoring = path + ".restoring";
        await using (var source = File.OpenRead(file))
        await using (var target = Create(restoring))
        {
            await source.CopyToAsync(target);
        }

        var content = await ReadAsync(restoring);
        Flush(restoring);
        foreach (var part in (string[])["", "-wal"])
        {
            // A log belongs to its file: neither may be left beside another's.
            if (File.Exists(path + part)) File.Move(path + part, path + ".replaced" + part, overwrite: true);
            else File.Delete(path + ".replaced" + part);
        }

        File.Delete(path + "-shm");
        File.Move(restoring, path);
        return content;
    }

    private const string StoreFile = "crm.db";

    private static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Checks a copy as a whole and says what is in it.</summary>
    private static async Task<BackupContent> ReadAsync(string file)
    {
        BackupContent content;
        await using (var thread = new SqliteThread(file, "crm-backup-check"))
        {
            content = await thread.RunAsync(database =>
            {
                if (Single(database, "pragma quick_check(1)", static row => row.Text(0)) is var found && found != "ok")
                    throw new StoreUnavailableException($"'{file}' is damaged: {found}");
                var version = SqliteMigrations.VersionOf(database);
                _ = MigrationFiles.After("Sqlite", version);
                var rows = Single(database, "select count(*) from journal", static row => row.Number(0));
                // Without a log of its own again: the copy is one file.
                database.Execute("pragma journal_mode = delete");
                return new BackupContent(rows, version, 0);
            });
        }

        return content with { Bytes = new FileInfo(file).Length };
    }

    private static T Single<T>(SqliteDatabase database, string sql, Func<SqliteStatement, T> read)
    {
        var statement = database.Statement(sql);
        statement.Step();
        var value = read(statement);
        statement.Finish();
        return value;
    }
}

/// <summary>What a backup holds.</summary>
/// <param name="SchemaVersion">Of the program that wrote the store; this program's version or older.</param>
public sealed record BackupContent(long JournalRows, int SchemaVersion, long Bytes);

/// <summary>A restore would replace a store.</summary>
public sealed class StoreNotEmptyException(string folder) : Exception($"There is a store in '{folder}'.");
