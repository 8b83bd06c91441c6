using System.Globalization;

namespace SocialCrm.Cli.Configuration;

/// <summary>How one text becomes another, in lines, as <c>diff -u</c> tells it.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    /// <summary>Most pairs of lines that are compared; beyond it the changed middle is told as a whole.</summary>
    private const int MaxPairs = 4_000_000;

    /// <summary>Nothing where they are the same, the line ends apart.</summary>
    public static IEnumerable<string> Of(string before, string after, string beforeName, string afterName)
    {
        var steps = Steps(Lines(before), Lines(after));
        if (steps.TrueForAll(static s => s.Sign == ' ')) yield break;
        yield return "--- " + beforeName;
        yield return "+++ " + afterName;
        for (var from = 0; from < steps.Count;)
        {
            var first = steps.FindIndex(from, static s => s.Sign != ' ');
            if (first < 0) yield break;
            var start = Math.Max(from, first - Context);
            var end = EndOf(steps, first);
            yield return Head(steps, start, end);
            for (var i = start; i < end; i++) yield return steps[i].Sign + steps[i].Line;
            from = end;
        }
    }

    /// <summary>Behind the last change that is near enough to the one before it.</summary>
    private static int EndOf(List<(char Sign, string Line)> steps, int first)
    {
        var last = first;
        for (var i = first; i < steps.Count && i <= last + (2 * Context); i++) if (steps[i].Sign != ' ') last = i;
        return Math.Min(steps.Count, last + Context + 1);
    }

    private static string Head(List<(char Sign, string Line)> steps, int start, int end)
    {
        var (before, after) = (steps.Take(start).Count(static s => s.Sign != '+'), steps.Take(start).Count(static s => s.Sign != '-'));
        var (gone, come) = (steps.Skip(start).Take(end - start).Count(static s => s.Sign != '+'), steps.Skip(start).Take(end - start).Count(static s => s.Sign != '-'));
        return string.Create(CultureInfo.InvariantCulture, $"@@ -{before + 1},{gone} +{after + 1},{come} @@");
    }

    private static List<(char Sign, string Line)> Steps(string[] before, string[] after)
    {
        var head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head]) head++;
        var tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)]) tail++;
        return
        [
            .. before[..head].Select(static line => (' ', line)),
            .. Middle(before[head..^tail], after[head..^tail]),
            .. before[^tail..].Select(static line => (' ', line)),
        ];
    }

    /// <summary>By the longest common part.</summary>
    private static List<(char Sign, string Line)> Middle(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > MaxPairs) return [.. before.Select(static l => ('-', l)), .. after.Select(static l => ('+', l))];
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        List<(char, string)> steps = [];
        var (x, y) = (0, 0);
        while (x < before.Length || y < after.Length)
        {
            if (x < before.Length && y < after.Length && before[x] == after[y])
            {
                steps.Add((' ', before[x]));
                (x, y) = (x + 1, y + 1);
            }
            else if (y == after.Length || (x < before.Length && common[x + 1, y] >= common[x, y + 1]))
            {
                steps.Add(('-', before[x++]));
            }
            else
            {
                steps.Add(('+', after[y++]));
            }
        }

        return steps;
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
