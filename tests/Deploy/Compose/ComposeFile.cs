using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SocialCrm.Deploy.Compose;

/// <summary>docker-compose.yml with the environment that an operator gives.</summary>
internal static partial class ComposeFile
{
    public static readonly IReadOnlyDictionary<string, string> Given = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CRM_SERVICE_KEY"] = "the key",
        ["CRM_DATABASE_PASSWORD"] = "the password",
    };

    /// <exception cref="InvalidOperationException">A variable that has to be given isn't; the message is the file's own.</exception>
    public static JsonObject Read(IReadOnlyDictionary<string, string> environment) => Yaml.All(VariablePattern().Replace(Repository.TextOf("docker-compose.yml"), match =>
    {
        if (match.Groups["dollar"].Success) return "$";
        var name = match.Groups["name"].Value;
        if (environment.TryGetValue(name, out var value)) return value;
        return match.Groups["kind"].Value == "-" ? match.Groups["text"].Value : throw new InvalidOperationException($"{name}: {match.Groups["text"].Value}");
    })).Single();

    /// <summary>As Compose reads them: ${NAME:-default}, ${NAME:?message}, and $$ for a dollar.</summary>
    [GeneratedRegex(@"\$\{(?<name>\w+):(?<kind>[-?])(?<text>[^}]*)\}|(?<dollar>\$\$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex VariablePattern();
}
