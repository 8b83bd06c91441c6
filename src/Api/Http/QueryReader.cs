using System.Globalization;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Http;

/// <summary>Reads query parameters, noting what is wrong under their names; a name that nobody asked for is refused, since a mistyped filter would show too much.</summary>
internal sealed class QueryReader(HttpRequest request)
{
    /// <summary>Rows of a page where the request doesn't say.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most rows of a page.</summary>
    public const int MaxLimit = 200;

    private const int MaxCharacters = 512;

    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public Errors Errors { get; } = new();

    /// <summary>Null when it is absent; an empty one is a value.</summary>
    public string? Text(string name)
    {
        _known.Add(name);
        if (!request.Query.TryGetValue(name, out var values)) return null;
        var text = values[^1] ?? "";
        if (text.Length > MaxCharacters) Errors.Add(name, Rule.TooLong, MaxCharacters);
        else if (text.AsSpan().ContainsAny(Json.JsonText.Control)) Errors.Add(name, Rule.ControlCharacter);
        else return text;
        return null;
    }

    public int Limit()
    {
        if (Text("limit") is not { } text) return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit) return limit;
        Errors.Add("limit", Rule.Range, $"1 ... {MaxLimit}");
        return DefaultLimit;
    }

    /// <summary>One of the named values; null when the parameter is absent.</summary>
    public T? OneOf<T>(string name, IReadOnlyList<(string Word, T Value)> values) where T : struct
    {
        if (Text(name) is not { } text) return null;
        foreach (var (word, value) in values)
        {
            if (word == text) return value;
        }

        Errors.Add(name, Rule.OneOf, string.Join(", ", values.Select(v => v.Word)));
        return null;
    }

    /// <summary>RFC 3339 with its offset; null when the parameter is absent.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Json.JsonText.TryTime($"\"{text}\"", out var time)) return time;
        Errors.Add(name, Rule.Time);
        return null;
    }

    /// <summary>True when all was right; else the answer is written.</summary>
    public async Task<bool> FinishAsync(HttpContext context)
    {
        foreach (var name in request.Query.Keys)
        {
            if (!_known.Contains(name)) Errors.Add(name, Rule.UnknownParameter);
        }

        if (!Errors.Any) return true;
        await context.ProblemAsync(Problem.Invalid(Errors));
        return false;
    }
}
