using System.Collections.Frozen;

namespace SocialCrm.Api.Problems;

/// <summary>Everything said to people, by key and language. Both languages have the same keys; a test sees to it.</summary>
internal static partial class Texts
{
    public static string Of(Language language, string key) =>
        (language == Language.Finnish ? Finnish : English).TryGetValue(key, out var text) ? text : key;

    public static IReadOnlyDictionary<string, string> All(Language language) => language == Language.Finnish ? Finnish : English;

    private static FrozenDictionary<string, string> Freeze(params ReadOnlySpan<(string Key, string Text)> texts)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in texts) all.Add(key, text);
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
