using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCrm.Identities;

/// <summary>The text form shared by all ids: a prefix of four characters that says what it names, and 32 lower-case hex digits.</summary>
internal static class IdText
{
    private const int HexDigits = 32;

    public static string Format(string prefix, Guid value) => string.Create(prefix.Length + HexDigits, (prefix, value), static (span, id) =>
    {
        id.prefix.CopyTo(span);
        id.value.TryFormat(span[id.prefix.Length..], out _, "N");
    });

    public static bool TryParse<T>(string prefix, [NotNullWhen(true)] string? text, out T id, Func<Guid, T> from) where T : struct
    {
        id = default;
        if (text is null || text.Length != prefix.Length + HexDigits || !text.StartsWith(prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(prefix.Length), "N", out var value)) return false;
        id = from(value);
        return true;
    }
}

public sealed class CustomerIdJson : JsonConverter<CustomerId>
{
    public override CustomerId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CustomerId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("not a customer id");

    public override void Write(Utf8JsonWriter writer, CustomerId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

public sealed class ConversationIdJson : JsonConverter<ConversationId>
{
    public override ConversationId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ConversationId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("not a conversation id");

    public override void Write(Utf8JsonWriter writer, ConversationId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
