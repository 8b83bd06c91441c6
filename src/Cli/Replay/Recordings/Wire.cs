using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCrm.Cli.Replay.Recordings;

/// <summary>What a recording fills of an interaction of <c>POST /api/interactions</c>.</summary>
internal sealed record WireInteraction
{
    public required string Channel { get; init; }
    public required string Account { get; init; }
    public required string ExternalId { get; init; }
    public string? Thread { get; init; }
    public string? InReplyTo { get; init; }
    public required string Direction { get; init; }
    public bool Public { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }
    public required WireAuthor Author { get; init; }

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Compact.WireInteraction);
}

internal sealed record WireAuthor(string Handle);

[JsonSerializable(typeof(WireInteraction))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>Writes letters as letters: the default encoder turns every letter beyond ASCII into six bytes.</summary>
    public static readonly WireJson Compact = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
