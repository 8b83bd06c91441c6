using System.Globalization;
using System.Text.Json;

namespace SocialCrm.Cli.Terminal;

/// <summary>
/// What people read, in one language: the catalogue <c>Texts/LANGUAGE.json</c>, with places <c>{0}</c>, <c>{1}</c>. Numbers are written plainly
/// (<c>4999</c>) in every language, so that what reads the output needs one rule.
/// </summary>
internal sealed class Texts
{
    public static readonly IReadOnlyList<string> Languages = ["en", "fi"];

    private readonly Dictionary<string, string> entries;

    private Texts(string language)
    {
        Language = language;
        using var file = typeof(Texts).Assembly.GetManifestResourceStream($"texts.{language}.json")!;
        entries = JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }

    public string Language { get; }
    public IReadOnlyDictionary<string, string> Entries => entries;

    public string this[string key] => entries[key];
    public string this[string key, params object?[] parts] => string.Format(CultureInfo.InvariantCulture, entries[key], parts);

    public static Texts In(string language) => new(language);

    /// <summary><c>--lang fi</c> or <c>--lang=fi</c>; else LC_ALL, LC_MESSAGES or LANG, the first that is set; else English.</summary>
    public static Texts For(string[] args, Func<string, string?> environment)
    {
        var at = Array.IndexOf(args, "--lang");
        var asked = at >= 0 && at + 1 < args.Length
            ? args[at + 1]
            : Array.Find(args, a => a.StartsWith("--lang=", StringComparison.Ordinal))?["--lang=".Length..];
        asked ??= ((string[])["LC_ALL", "LC_MESSAGES", "LANG"]).Select(environment).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return In(Languages.FirstOrDefault(l => asked?.StartsWith(l, StringComparison.OrdinalIgnoreCase) == true) ?? "en");
    }
}
