using System.Text.Json;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Json;

/// <summary>
/// A small request body, an object or nothing, read member by member: each reader notes what is wrong under the member's name, and
/// <see cref="FinishAsync"/> what nobody asked for, so that a mistyped name is refused instead of ignored.
/// </summary>
internal sealed class JsonBody : IDisposable
{
    private readonly JsonDocument? _document;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private JsonBody(ReadOnlyMemory<byte> bytes, JsonDocument? document) => (Bytes, _document) = (bytes, document);

    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public Errors Errors { get; } = new();

    /// <summary>Null when the body was refused: the answer is written then.</summary>
    public static async Task<JsonBody?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!MediaTypes.IsJson(request, isEmptyAllowed: true))
        {
            await context.ProblemAsync(ProblemType.UnsupportedMediaType);
            return null;
        }

        using var body = await RequestBytes.ReadAsync(request, Bounds.MaxSmallBodyBytes, grow: null, context.RequestAborted);
        if (body.Outcome == RequestBytes.Result.TooLarge)
        {
            await context.ProblemAsync(new Problem(ProblemType.BodyTooLarge) { Bounds = [Bounds.MaxSmallBodyBytes] });
            return null;
        }

        var bytes = body.Span.ToArray();
        if (bytes.Length == 0) return new JsonBody(bytes, null);
        if (JsonText.FirstInvalidUtf8(bytes) is { } offset)
        {
            await context.ProblemAsync(new Problem(ProblemType.InvalidUtf8) { Bounds = [offset] });
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return new JsonBody(bytes, document);
            document.Dispose();
            await context.InvalidAsync("", Rule.NotObject);
            return null;
        }
        catch (JsonException e)
        {
            await context.ProblemAsync(new Problem(ProblemType.MalformedJson) { Bounds = JsonText.Position(e) });
            return null;
        }
    }

    /// <summary>A string; null when it is absent or null.</summary>
    public string? Text(string name, int maxCharacters, bool required = false, bool isText = false)
    {
        if (Member(name, JsonValueKind.String, Rule.NotString, required) is not { } value) return null;
        if (JsonText.StringOf(value) is not { } text)
        {
            Errors.Add(name, Rule.Surrogate);
            return null;
        }

        if (text.Length > maxCharacters) Errors.Add(name, Rule.TooLong, maxCharacters);
        else if (required && string.IsNullOrWhiteSpace(text)) Errors.Add(name, Rule.Required);
        else if (text.AsSpan().ContainsAny(isText ? JsonText.ForbiddenInText : JsonText.Control))
            Errors.Add(name, isText ? Rule.ControlCharacterInText : Rule.ControlCharacter);
        else return text;
        return null;
    }

    public bool? Flag(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Errors.Add(name, Rule.NotBoolean);
        return null;
    }

    public long? Number(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        Errors.Add(name, Rule.NotWholeNumber);
        return null;
    }

    /// <summary>UTC, cut to milliseconds.</summary>
    public DateTimeOffset? Time(string name, bool required)
    {
        if (Member(name, JsonValueKind.String, Rule.Time, required) is not { } value) return null;
        if (JsonText.TryTime(value.GetRawText(), out var time)) return time;
        Errors.Add(name, Rule.Time);
        return null;
    }

    /// <summary>The words of an array of strings, each handed to <paramref name="check"/> for its rule (null: none is broken).</summary>
    public IReadOnlyList<string> Words(string name, int maxItems, Func<string, string?> check, object? bound = null)
    {
        if (Array(name, maxItems) is not { } array) return [];
        var words = new List<string>();
        foreach (var item in array.EnumerateArray())
        {
            var field = $"{name}[{words.Count}]";
            var word = item.ValueKind == JsonValueKind.String ? JsonText.StringOf(item) : null;
            if (word is null) Errors.Add(field, Rule.NotString);
            else if (check(word) is { } rule) Errors.Add(field, rule, bound);
            words.Add(word ?? "");
        }

        return words;
    }

    /// <summary>An array; null when it is absent, null or wrong.</summary>
    public JsonElement? Array(string name, int maxItems)
    {
        if (Member(name, JsonValueKind.Array, Rule.NotArray, required: false) is not { } value) return null;
        if (value.GetArrayLength() <= maxItems) return value;
        Errors.Add(name, Rule.TooManyItems, maxItems);
        return null;
    }

    /// <summary>An object that has to be there; null when it is wrong.</summary>
    public JsonElement? Object(string name) => Member(name, JsonValueKind.Object, Rule.NotObject, required: true);

    /// <summary>Whether the member is there, null or not.</summary>
    public bool Has(string name)
    {
        _known.Add(name);
        return _document?.RootElement.TryGetProperty(name, out _) == true;
    }

    /// <summary>True when all was right; else the answer is written.</summary>
    public async Task<bool> FinishAsync(HttpContext context)
    {
        if (_document is not null)
        {
            foreach (var member in _document.RootElement.EnumerateObject())
            {
                if (!_known.Contains(member.Name)) Errors.Add(member.Name, Rule.UnknownMember);
            }
        }

        if (!Errors.Any) return true;
        await context.ProblemAsync(Problem.Invalid(Errors));
        return false;
    }

    public void Dispose() => _document?.Dispose();

    private JsonElement? Member(string name, JsonValueKind kind, string rule, bool required)
    {
        var value = Find(name);
        if (value?.ValueKind == kind) return value;
        if (value is not null) Errors.Add(name, rule);
        else if (required) Errors.Add(name, Rule.Required);
        return null;
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return _document is not null && _document.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}
