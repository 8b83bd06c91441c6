using System.Runtime.CompilerServices;

namespace SocialCrm.Browser;

/// <summary>Where the console's sources are.</summary>
internal static class ConsoleSource
{
    public static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Web"));
}
