using System.Text.RegularExpressions;

namespace SocialCrm.Configuration;

/// <summary>The documents that make a configuration, by their kind: the word of the API, the CLI's file names and the store.</summary>
public static partial class DocumentKinds
{
    public const string Calendars = "calendars";
    public const string ResponseTimes = "response-times";
    public const string Escalation = "escalation";
    public const string Rules = "rules";
    public const string Routing = "routing";
    public const string Notices = "notices";
    public const string Templates = "templates";

    /// <summary>In the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> All = [Calendars, ResponseTimes, Escalation, Rules, Routing, Notices, Templates];

    public static bool IsOne(string kind) => All.Contains(kind, StringComparer.Ordinal);

    /// <summary>What the program brings along: in force until somebody puts another, and the text to begin one's own with.</summary>
    public static string DefaultOf(string kind) => Resource($"Defaults.{kind}.yaml");

    /// <summary>The JSON schema (2020-12) of a document of this kind, for editors.</summary>
    public static string SchemaOf(string kind) => Part().Replace(Resource($"Schemas.{kind}.json"), static part => Resource($"Schemas.parts.{part.Groups["name"].Value}.json").Trim());

    /// <summary>What several kinds share stands in a file of its own.</summary>
    [GeneratedRegex("\"@(?<name>\\w+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Part();

    private static string Resource(string name)
    {
        using var stream = typeof(DocumentKinds).Assembly.GetManifestResourceStream("SocialCrm.Configuration." + name)
            ?? throw new ArgumentException($"no resource {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
