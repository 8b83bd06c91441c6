namespace SocialCrm.TestKit;

/// <summary>The commands of docs/guide/operating.md, as a reader types them.</summary>
public static class Guide
{
    /// <summary>The lines of its code blocks that call a program, in their order. What isn't a command line (settings of other programs) isn't among them.</summary>
    public static IReadOnlyList<string> Commands { get; } = Read();

    /// <summary>Those that begin so.</summary>
    public static IReadOnlyList<string> Of(string beginning) => [.. Commands.Where(c => c.StartsWith(beginning, StringComparison.Ordinal))];

    /// <summary>The words behind the beginning; what was quoted is one word, without its quotes.</summary>
    public static IReadOnlyList<string> Words(string command)
    {
        List<string> words = [];
        for (var i = 0; i < command.Length; i++)
        {
            if (command[i] == ' ') continue;
            var quote = command[i] is '"' or '\'' ? command[i] : ' ';
            var from = quote == ' ' ? i : i + 1;
            var to = command.IndexOf(quote, from);
            if (to < 0) to = command.Length;
            words.Add(command[from..to]);
            i = to;
        }

        return words;
    }

    private static string[] Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SocialCrm.sln"))) folder = folder.Parent;
        var isCode = false;
        List<string> commands = [];
        foreach (var line in File.ReadLines(Path.Combine(folder.FullName, "docs", "guide", "operating.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            else if (isCode && line.Length > 0 && !line.Split(' ')[0].EndsWith(':') && line[0] != ' ') commands.Add(line);
        }

        return [.. commands];
    }
}
