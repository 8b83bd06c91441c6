using System.Globalization;

namespace SocialCrm.Api.Problems;

/// <summary>The languages that people are answered in.</summary>
internal enum Language
{
    English,
    Finnish,
}

internal static class Languages
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo Finnish = CultureInfo.GetCultureInfo("fi-FI");

    public static CultureInfo Culture(this Language language) => language == Language.Finnish ? Finnish : English;

    public static string Tag(this Language language) => language == Language.Finnish ? "fi" : "en";

    /// <summary>Of fi and en the one with the higher weight in Accept-Language; of equals the first named; English when neither is.</summary>
    public static Language Of(HttpRequest request)
    {
        var best = Language.English;
        var bestWeight = 0.0;
        foreach (var range in request.GetTypedHeaders().AcceptLanguage)
        {
            var tag = range.Value.AsSpan();
            var primary = tag.IndexOf('-') is var dash and >= 0 ? tag[..dash] : tag;
            Language language;
            if (primary.Equals("fi", StringComparison.OrdinalIgnoreCase)) language = Language.Finnish;
            else if (primary.Equals("en", StringComparison.OrdinalIgnoreCase)) language = Language.English;
            else continue;
            var weight = range.Quality ?? 1.0;
            if (weight > bestWeight) (best, bestWeight) = (language, weight);
        }

        return best;
    }

    /// <summary>Of the terminal: LC_ALL, LC_MESSAGES or LANG, whichever is set first.</summary>
    public static Language OfTerminal()
    {
        foreach (var name in (ReadOnlySpan<string>)["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                return value.StartsWith("fi", StringComparison.OrdinalIgnoreCase) ? Language.Finnish : Language.English;
        }

        return Language.English;
    }
}
