using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCrm.Api.Json;

/// <summary>Times as RFC 3339 in UTC: <c>2026-11-21T10:00:00Z</c>, with milliseconds where there are any.</summary>
internal sealed class UtcTimeJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        // The DateTime of kind Utc is written with Z and without trailing zeros.
        writer.WriteStringValue(value.UtcDateTime);
    }
}
