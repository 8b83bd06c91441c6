using System.Reflection;

namespace SocialCrm.Api.AgentConsole;

/// <summary>The console's files as the build put them into this assembly; none where it was built without.</summary>
internal static class ConsoleFiles
{
    private const string Prefix = "console/";

    public static readonly IReadOnlyDictionary<string, ConsoleFile> All = Read();

    /// <summary>The page that every address of the console begins with; null where it was built without.</summary>
    public static ConsoleFile? Page => All.GetValueOrDefault("index.html");

    private static Dictionary<string, ConsoleFile> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(static n => n[Prefix.Length..].Replace('\\', '/'), n => new ConsoleFile(n[Prefix.Length..].Replace('\\', '/'), Bytes(assembly, n)), StringComparer.Ordinal);
    }

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var resource = assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
