using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialCrm;

/// <summary>
/// Made-up support traffic of the shape that recorded traffic has: threads of questions and answers, answers to answers, answers whose question never
/// comes, and rows in an order in which four answers of ten stand before their question.
/// </summary>
internal static class Traffic
{
    private static readonly DateTimeOffset Start = new(2026, 4, 15, 6, 0, 0, TimeSpan.Zero);

    public static List<JsonObject> Rows(int people, int seed)
    {
        var random = new Random(seed);
        var rows = new List<(double Place, JsonObject Row)>();
        var next = 0;
        for (var person = 0; person < people; person++)
        {
            var at = Start.AddSeconds(random.Next(86_400));
            string? last = null;
            for (var turn = random.Next(1, 6); turn >= 0; turn--)
            {
                at = at.AddSeconds(random.Next(0, 1_800));
                var id = $"t{next++}";
                var answers = last is not null && random.Next(2) == 0;
                var row = answers ? Row(id, "outbound", "aino", at) : Row(id, "inbound", $"@person{person}", at);
                row["inReplyTo"] = answers && random.Next(40) == 0 ? $"lost{id}" : last;
                row["automatic"] = answers && random.Next(8) == 0;
                rows.Add((at.ToUnixTimeSeconds() + (random.Next(10) < 4 ? random.Next(-7_200, 7_200) : 0), row));
                last = id;
            }
        }

        return [.. rows.OrderBy(r => r.Place).Select(r => r.Row)];
    }

    private static JsonObject Row(string id, string direction, string handle, DateTimeOffset at) => new()
    {
        ["channel"] = "x",
        ["account"] = "pohjanlento",
        ["externalId"] = id,
        ["direction"] = direction,
        ["public"] = true,
        ["text"] = $"viesti {id}",
        ["at"] = at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["author"] = new JsonObject { ["handle"] = handle, ["name"] = handle },
    };
}
