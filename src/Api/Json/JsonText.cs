using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SocialCrm.Api.Json;

/// <summary>What text in JSON may be, and where it isn't.</summary>
internal static class JsonText
{
    /// <summary>C0, DEL and C1.</summary>
    public static readonly SearchValues<char> Control = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl)]);

    /// <summary>The same but for line feed, carriage return and tab.</summary>
    public static readonly SearchValues<char> ForbiddenInText =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))]);

    /// <summary>The offset of the first byte that isn't UTF-8, from 1; null when all is.</summary>
    public static int? FirstInvalidUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) return null;
        var offset = 0;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out var consumed) == OperationStatus.Done) offset += consumed;
        return offset + 1;
    }

    /// <summary>Line and byte of the line, both from 1.</summary>
    public static object[] Position(JsonException exception) => [(exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1];

    /// <summary>The string's text; null when it escapes half of a surrogate pair.</summary>
    public static string? StringOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The string's text; null when it escapes half of a surrogate pair.</summary>
    public static string? StringOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Bytes of a time in which every character is escaped.</summary>
    private const int MaxEscapedTime = 40 * 6;

    /// <summary>RFC 3339 with its offset, as a JSON string with its quotes; UTC, cut to milliseconds.</summary>
    public static bool TryTime(string rawJson, out DateTimeOffset time)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(rawJson));
        time = default;
        return reader.Read() && TryTime(ref reader, out time);
    }

    /// <summary>RFC 3339 with its offset; UTC, cut to milliseconds.</summary>
    public static bool TryTime(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        time = default;
        if (reader.TokenType != JsonTokenType.String || !HasTimeAndOffset(ref reader) || !reader.TryGetDateTimeOffset(out var parsed)) return false;
        var ticks = parsed.UtcTicks;
        time = new DateTimeOffset(ticks - ticks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
        return true;
    }

    /// <summary>Writers may escape what they like: .NET's own does so with the plus of an offset.</summary>
    private static bool HasTimeAndOffset(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return HasTimeAndOffset(reader.ValueSpan);
        if (reader.ValueSpan.Length > MaxEscapedTime) return false;
        Span<byte> text = stackalloc byte[MaxEscapedTime];
        try
        {
            return HasTimeAndOffset(text[..reader.CopyString(text)]);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return false;
        }
    }

    /// <summary>The reader below also takes dates alone and local times, which say different things on different machines.</summary>
    private static bool HasTimeAndOffset(ReadOnlySpan<byte> text) =>
        text.Length is >= 20 and <= 40 && text[10] == (byte)'T' && (text[^1] == (byte)'Z' || (text[^6] is (byte)'+' or (byte)'-' && text[^3] == (byte)':'));
}
