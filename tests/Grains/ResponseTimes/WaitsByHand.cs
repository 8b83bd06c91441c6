using System.Globalization;

namespace SocialCrm.ResponseTimes;

/// <summary>One recorded message, as plain as a recording has it.</summary>
internal sealed record Said(string Id, string Author, bool FromCustomer, bool Automatic, DateTimeOffset At, string? Answers);

/// <summary>
/// How long people waited, and which answers were late: found from a recording alone, by following who answered whom, with nothing of the product's own
/// deciding. What the service recorded is compared with it.
/// </summary>
internal static class WaitsByHand
{
    /// <summary>One line a wait: whose, since when, by when answered, and how late, in whole seconds. Sorted.</summary>
    public static List<string> Of(IReadOnlyList<Said> recording, TimeSpan target)
    {
        var byId = recording.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var person in recording.Select(s => (Message: s, Person: PersonOf(s, byId))).Where(s => s.Person is not null).GroupBy(s => s.Person!, StringComparer.Ordinal))
        {
            DateTimeOffset? asked = null;
            foreach (var said in person.Select(p => p.Message).OrderBy(s => s.At).ThenBy(s => s.FromCustomer ? 0 : 1).ThenBy(s => s.Id, StringComparer.Ordinal))
            {
                if (said.FromCustomer) asked ??= said.At;
                if (said.FromCustomer || said.Automatic || asked is not { } since) continue;
                lines.Add(Line(person.Key, since, said.At, said.At - since - target));
                asked = null;
            }

            if (asked is { } open) lines.Add(Line(person.Key, open, null, TimeSpan.MaxValue));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    public static string Line(string person, DateTimeOffset since, DateTimeOffset? answered, TimeSpan late) => string.Create(CultureInfo.InvariantCulture,
        $"{person} {since.ToUnixTimeSeconds()} {answered?.ToUnixTimeSeconds()} {(late <= TimeSpan.Zero ? "in time" : answered is null ? "breached" : $"breached, late {(long)late.TotalSeconds}")}");

    /// <summary>A customer's own message is theirs; the company's is whose question it answers, at once or through answers of its own. Null: nobody's.</summary>
    private static string? PersonOf(Said said, Dictionary<string, Said> byId)
    {
        for (var at = said; ;)
        {
            if (at.FromCustomer) return at.Author;
            if (at.Answers is null || !byId.TryGetValue(at.Answers, out var next)) return null;
            at = next;
        }
    }
}
