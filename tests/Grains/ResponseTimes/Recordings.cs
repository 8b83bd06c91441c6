using System.Globalization;
using SocialCrm.Interactions;

namespace SocialCrm.ResponseTimes;

/// <summary>Recordings to judge: one made up, and the public one of support tweets where the folder beside the project has it.</summary>
internal static class Recordings
{
    private const string TimeFormat = "ddd MMM dd HH:mm:ss zzz yyyy";

    /// <summary>Three hundred people within two days; answers to answers, answers from nobody, automatic ones, and some that wait for hours.</summary>
    public static List<Said> MadeUp(int seed)
    {
        var random = new Random(seed);
        var start = new DateTimeOffset(2026, 4, 15, 6, 0, 0, TimeSpan.Zero);
        var recording = new List<Said>();
        for (var person = 0; person < 300; person++)
        {
            var at = start.AddSeconds(random.Next(86_400));
            string? last = null;
            for (var turn = random.Next(1, 9); turn >= 0; turn--)
            {
                at = at.AddSeconds(random.Next(0, 12_000));
                var id = $"m{recording.Count.ToString(CultureInfo.InvariantCulture)}";
                var fromCustomer = last is null || random.Next(2) == 0;
                recording.Add(new Said(id, fromCustomer ? $"@person{person.ToString(CultureInfo.InvariantCulture)}" : "aino", fromCustomer, !fromCustomer && random.Next(6) == 0, at,
                    fromCustomer ? null : random.Next(30) == 0 ? $"lost-{id}" : last));
                last = id;
            }
        }

        return recording;
    }

    /// <summary>The file of the support tweets; null where there is none. The project doesn't bring it along.</summary>
    public static string? SupportTweets { get; } = Found("twcs_support_5000.csv");

    public static List<Said> ReadTweets(string path)
    {
        var recording = new List<Said>();
        foreach (var fields in Records(File.ReadAllText(path)).Skip(1))
        {
            if (fields.Count != 8 || !bool.TryParse(fields[3], out var inbound)
                || !DateTimeOffset.TryParseExact(fields[4], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) continue;
            var answers = fields[7].Split('.')[0];
            recording.Add(new Said(fields[1], fields[2], inbound, Automatic: false, at, answers.Length == 0 ? null : answers));
        }

        return recording;
    }

    public static Interaction ToInteraction(Said said) => new()
    {
        Channel = "x",
        Account = "twcs",
        ExternalId = said.Id,
        InReplyTo = said.Answers,
        Direction = said.FromCustomer ? Direction.Inbound : Direction.Outbound,
        Automatic = said.Automatic,
        Public = true,
        Text = $"viesti {said.Id}",
        At = said.At.ToUniversalTime(),
        Author = new Author { Handle = said.Author },
    };

    /// <summary>CSV, where a bare CR ends a line as well; a record that ends early stays short.</summary>
    private static IEnumerable<List<string>> Records(string text)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n' or '\r')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == ',') continue;
                yield return fields;
                fields = [];
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            }
            else
            {
                field.Append(c);
            }
        }
    }

    private static string? Found(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
