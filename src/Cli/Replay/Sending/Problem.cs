using System.Globalization;
using System.Text.Json;

namespace SocialCrm.Cli.Replay.Sending;

/// <summary>The problem details (RFC 9457) of a refusal.</summary>
/// <param name="Said">The detail, or the title; null when the body says neither.</param>
/// <param name="Entries">From <c>errors</c>, whose keys are <c>[3].text</c>: the reasons by the index of the entry.</param>
internal sealed record Problem(string? Said, IReadOnlyDictionary<int, string> Entries)
{
    public static Problem Read(byte[] body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body);
            var problem = parsed.RootElement;
            if (problem.ValueKind == JsonValueKind.Object) return new(Text(problem, "detail") ?? Text(problem, "title"), Reasons(problem));
        }
        catch (JsonException)
        {
            // A proxy's page, or nothing: the status says what there is to say.
        }

        return new(null, new Dictionary<int, string>());
    }

    private static Dictionary<int, string> Reasons(JsonElement problem)
    {
        var reasons = new Dictionary<int, string>();
        if (!problem.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Object) return reasons;
        foreach (var error in errors.EnumerateObject())
        {
            if (!TryIndex(error.Name, out var index, out var field)) continue;
            var said = error.Value.ValueKind == JsonValueKind.Array
                ? string.Join(' ', error.Value.EnumerateArray().Select(v => v.ToString()))
                : error.Value.ToString();
            var reason = field.Length == 0 ? said : $"{field}: {said}";
            reasons[index] = reasons.TryGetValue(index, out var before) ? $"{before}; {reason}" : reason;
        }

        return reasons;
    }

    private static bool TryIndex(string key, out int index, out string field)
    {
        (index, field) = (0, "");
        var close = key.IndexOf(']', StringComparison.Ordinal);
        if (close < 2 || key[0] != '[') return false;
        field = key[(close + 1)..].TrimStart('.');
        return int.TryParse(key.AsSpan(1, close - 1), NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } said ? said : null;
}
