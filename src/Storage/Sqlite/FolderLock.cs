namespace SocialCrm.Storage.Sqlite;

/// <summary>The file <c>lock</c> in the data folder, held open as long as the store is: the system lets go of it when the process ends, however it ends.</summary>
internal static class FolderLock
{
    /// <exception cref="DataFolderLockedException">Another process has it.</exception>
    public static FileStream Take(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new DataFolderLockedException(Path.GetFullPath(folder), e);
        }
    }
}
