using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace SocialCrm.Cli.Replay.Recordings;

/// <summary>One interaction of <c>POST /api/interactions</c> a line, sent as it stands (but for a shifted time). Blank lines are passed over.</summary>
internal sealed class JsonLines : IRecording
{
    private static readonly JsonSerializerOptions Letters = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsHistory => false;

    public async IAsyncEnumerable<Row> ReadAsync(Stream file, TimeSpan shift, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0L;
        await foreach (var line in Utf8Lines.ReadAsync(file, cancellation))
        {
            var place = Place.At(++number);
            if (line is null) yield return Row.Refused(place, "too-long", Utf8Lines.MaxLineBytes);
            else if (line.Length > 0) yield return Read(place, line, shift);
        }
    }

    private static Row Read(Place place, byte[] line, TimeSpan shift)
    {
        if (!Utf8.IsValid(line)) return Row.Refused(place, "utf8");
        try
        {
            using var parsed = JsonDocument.Parse(line);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object) return Row.Refused(place, "object");
            DateTimeOffset? at = parsed.RootElement.TryGetProperty("at", out var said) && said.ValueKind == JsonValueKind.String
                && said.TryGetDateTimeOffset(out var time) ? time : null;
            return Row.Of(place, at, shift == TimeSpan.Zero || at is null ? line : Shifted(parsed.RootElement, at.Value + shift));
        }
        catch (JsonException)
        {
            return Row.Refused(place, "json");
        }
    }

    private static byte[] Shifted(JsonElement interaction, DateTimeOffset at)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Letters.Encoder });
        writer.WriteStartObject();
        foreach (var member in interaction.EnumerateObject())
        {
            if (member.NameEquals("at")) writer.WriteString("at", at.ToUniversalTime());
            else member.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
