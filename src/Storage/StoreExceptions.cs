namespace SocialCrm.Storage;

/// <summary>The store was written by a newer program. Nothing was changed: start that program, or restore a backup from before it.</summary>
public sealed class StoreVersionException(int storeVersion, int programVersion) : Exception(
    $"The store has version {storeVersion}, but this program knows versions up to {programVersion}. Start the newer program, or restore a backup that was made before it ran.")
{
    public int StoreVersion => storeVersion;
    public int ProgramVersion => programVersion;
}

/// <summary>Another process has the data folder open.</summary>
public sealed class DataFolderLockedException(string folder, Exception inner) : Exception(
    $"The data folder '{folder}' is in use by another process. Stop that process, or give this one a folder of its own with --data.", inner)
{
    public string Folder => folder;
}

/// <summary>The database server is older than what the store is built on.</summary>
public sealed class DatabaseTooOldException(string found, string needed) : Exception(
    $"The database server is {found}; {needed} or newer is needed.");

/// <summary>The store is older than this program, and what was asked mustn't change it.</summary>
public sealed class StoreTooOldException(int storeVersion, int programVersion) : Exception(
    $"The store has version {storeVersion}; this program needs version {programVersion}. Start the service once: it brings the store up to date.")
{
    public int StoreVersion => storeVersion;
    public int ProgramVersion => programVersion;
}
