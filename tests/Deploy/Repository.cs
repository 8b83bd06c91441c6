namespace SocialCrm.Deploy;

/// <summary>The files of this repository, as they stand there.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string TextOf(string relative) => File.ReadAllText(PathOf(relative));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SocialCrm.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
