using System.Text.RegularExpressions;
using SocialCrm.Storage.Schema;

namespace SocialCrm.Storage.Inspection;

/// <summary>The tables and indexes that the migrations make, read from the scripts themselves.</summary>
internal static partial class SchemaNames
{
    public static IReadOnlyList<string> Of(string store)
    {
        List<string> names = [];
        foreach (var (_, sql) in MigrationFiles.Of(store))
        {
            foreach (Match statement in Statement().Matches(sql))
            {
                var name = statement.Groups["name"].Value;
                if (statement.Groups["verb"].Value == "create") names.Add(name);
                else names.Remove(name);
            }
        }

        return names;
    }

    [GeneratedRegex(@"^\s*(?<verb>create|drop)\s+(unique\s+|unlogged\s+)?(table|index)\s+(concurrently\s+)?(if\s+(not\s+)?exists\s+)?(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Statement();
}
