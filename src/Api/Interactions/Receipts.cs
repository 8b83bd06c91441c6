using System.Text.Json;
using SocialCrm.Api.Json;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Interactions;

/// <summary>The answer to what was taken in, written by hand: one receipt each, in the order sent.</summary>
internal static class Receipts
{
    private static readonly JsonEncodedText ExternalId = JsonEncodedText.Encode("externalId");
    private static readonly JsonEncodedText CustomerId = JsonEncodedText.Encode("customerId");
    private static readonly JsonEncodedText ConversationId = JsonEncodedText.Encode("conversationId");
    private static readonly JsonEncodedText Version = JsonEncodedText.Encode("version");
    private static readonly JsonEncodedText Duplicate = JsonEncodedText.Encode("duplicate");
    private static readonly JsonEncodedText Unknown = JsonEncodedText.Encode("unknown");

    /// <param name="context">The request.</param>
    /// <param name="receipts">In the order sent.</param>
    /// <param name="ofUpdates">Those say whether the interaction is unknown.</param>
    public static async Task WriteAsync(HttpContext context, IReadOnlyList<Receipt> receipts, bool ofUpdates = false)
    {
        var response = context.Response;
        response.ContentType = "application/json";
        using var buffer = JsonBuffer.Rent();
        Write(buffer.Writer, receipts, ofUpdates);
        await buffer.SendAsync(response, CancellationToken.None);
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Receipt> receipts, bool ofUpdates = false)
    {
        json.WriteStartObject();
        json.WriteStartArray("results"u8);
        for (var i = 0; i < receipts.Count; i++) Write(json, receipts[i], ofUpdates);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Receipt receipt, bool ofUpdates)
    {
        json.WriteStartObject();
        json.WriteString(ExternalId, receipt.ExternalId);
        WriteId(json, CustomerId, "cus_"u8, receipt.CustomerId?.Value);
        WriteId(json, ConversationId, "cnv_"u8, receipt.ConversationId?.Value);
        if (receipt.Version is { } version) json.WriteNumber(Version, version);
        else json.WriteNull(Version);
        json.WriteBoolean(Duplicate, receipt.Duplicate);
        if (ofUpdates) json.WriteBoolean(Unknown, receipt.ConversationId is null);
        json.WriteEndObject();
    }

    /// <summary>As the ids' ToString, without the string.</summary>
    private static void WriteId(Utf8JsonWriter json, JsonEncodedText name, ReadOnlySpan<byte> prefix, Guid? id)
    {
        if (id is not { } value)
        {
            json.WriteNull(name);
            return;
        }

        Span<byte> text = stackalloc byte[36];
        prefix.CopyTo(text);
        value.TryFormat(text[4..], out _, "N");
        json.WriteString(name, text);
    }
}
