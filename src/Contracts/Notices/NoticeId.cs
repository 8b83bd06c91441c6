using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans;
using SocialCrm.Identities;

namespace SocialCrm.Notices;

/// <summary>
/// A notice's id: 128 bits, a hash of what raised it and of whom it tells, so the same notice can't be stored twice. Written as <c>ntc_</c> and 32 lower-case
/// hex digits.
/// </summary>
[GenerateSerializer, Alias("crm.notice-id"), Immutable, JsonConverter(typeof(NoticeIdJson))]
public readonly record struct NoticeId
{
    private const string Prefix = "ntc_";

    [Id(0)] public Guid Value { get; init; }

    public static NoticeId From(Guid value) => new() { Value = value };

    public static bool TryParse([NotNullWhen(true)] string? text, out NoticeId id) => IdText.TryParse(Prefix, text, out id, From);

    public override string ToString() => IdText.Format(Prefix, Value);
}

public sealed class NoticeIdJson : JsonConverter<NoticeId>
{
    public override NoticeId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        NoticeId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("not a notice id");

    public override void Write(Utf8JsonWriter writer, NoticeId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
