namespace SocialCrm.Bench.Traffic;

/// <summary>Real sentences by language, from files of one sentence a line with something behind a tab; the data doesn't come with the project.</summary>
internal sealed class Sentences(string folder)
{
    /// <summary>Those in which KLM answers, with Finnish instead of Korean, which the data lacks.</summary>
    public static readonly string[] Languages = ["nl", "en", "de", "fr", "es", "pt", "it", "no", "tr", "ru", "fi", "ja", "zh", "th"];

    /// <summary>In the order of the file; a short one is gone through again.</summary>
    /// <exception cref="FileNotFoundException">The folder hasn't the language.</exception>
    public string[] Of(string language, int count)
    {
        var lines = File.ReadLines(PathOf(language)).Select(static l => l.Split('\t')[0].Trim()).Where(static l => l.Length > 1 && l != "phrase").Take(count).ToArray();
        return [.. Enumerable.Range(0, count).Select(i => lines[i % lines.Length])];
    }

    private string PathOf(string language)
    {
        var annotated = Path.Combine(folder, $"{language}-annotated.tsv");
        return File.Exists(annotated) ? annotated : Path.Combine(folder, "projections", $"{language}.tsv");
    }
}
