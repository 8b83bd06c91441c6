using System.Text;
using System.Text.Json;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Interactions.Reading;

/// <summary>The plain members, each with its rules.</summary>
internal ref partial struct InteractionReader
{
    private static readonly string KnownChannels = string.Join(", ", Channels.Known.Order(StringComparer.Ordinal));

    private string? ReadString(Member member, string field, int maxCharacters, bool isText = false)
    {
        if (_json.TokenType == JsonTokenType.Null) return null;
        if (_json.TokenType != JsonTokenType.String)
        {
            Break(member, field, Rule.NotString);
            _json.Skip();
            return null;
        }

        if (JsonText.StringOf(ref _json) is not { } text)
        {
            Break(member, field, Rule.Surrogate);
            return null;
        }

        if (text.Length > maxCharacters) Break(member, field, Rule.TooLong, maxCharacters);
        else if (text.AsSpan().ContainsAny(isText ? JsonText.ForbiddenInText : JsonText.Control))
            Break(member, field, isText ? Rule.ControlCharacterInText : Rule.ControlCharacter);
        else return text;
        return null;
    }

    private string? ReadId(Member member, string field) => ReadString(member, field, Limits.IdCharacters);

    private string? ReadChannel()
    {
        if (_json.TokenType == JsonTokenType.String && !_json.ValueIsEscaped && ChannelNames.Of(_json.ValueSpan) is { } known) return known;
        var channel = ReadString(Member.Channel, "channel", Limits.IdCharacters);
        if (channel is null || Channels.IsValid(channel)) return channel;
        Break(Member.Channel, "channel", Rule.Channel, KnownChannels);
        return null;
    }

    private string? ReadText()
    {
        // A byte of JSON gives at most one character, so what is longer than the bound in bytes is looked at more closely only here.
        var text = ReadString(Member.Text, "text", int.MaxValue, isText: true);
        if (text is null || text.Length <= Limits.TextBytes / 3 || Encoding.UTF8.GetByteCount(text) <= Limits.TextBytes) return text;
        Break(Member.Text, "text", Rule.TooManyBytes, Limits.TextBytes);
        return null;
    }

    private Direction ReadDirection()
    {
        if (_json.TokenType == JsonTokenType.Null) return default;
        if (_json.TokenType == JsonTokenType.String)
        {
            if (_json.ValueTextEquals("inbound"u8)) return Direction.Inbound;
            if (_json.ValueTextEquals("outbound"u8)) return Direction.Outbound;
            if (_json.ValueTextEquals("internal"u8)) return Direction.Internal;
        }

        _json.Skip();
        Break(Member.Direction, "direction", Rule.OneOf, "inbound, outbound, internal");
        return default;
    }

    private DateTimeOffset ReadTime()
    {
        if (_json.TokenType == JsonTokenType.Null) return default;
        if (!JsonText.TryTime(ref _json, out var at))
        {
            _json.Skip();
            Break(Member.At, "at", Rule.Time);
            return default;
        }

        if (at > _latest) Break(Member.At, "at", Rule.TooFarAhead, (int)Limits.Ahead.TotalMinutes);
        else if (at.Year < Limits.FirstYear) Break(Member.At, "at", Rule.TooOld, Limits.FirstYear);
        return at;
    }

    private bool ReadFlag(Member member, string field)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False or JsonTokenType.Null:
                return false;
            default:
                _json.Skip();
                Break(member, field, Rule.NotBoolean);
                return false;
        }
    }

    private double? ReadSentiment()
    {
        if (_json.TokenType == JsonTokenType.Null) return null;
        if (_json.TokenType != JsonTokenType.Number || !_json.TryGetDouble(out var sentiment))
        {
            _json.Skip();
            Break(Member.Sentiment, "sentiment", Rule.NotNumber);
            return null;
        }

        if (sentiment is >= -1 and <= 1) return sentiment;
        Break(Member.Sentiment, "sentiment", Rule.Range, "-1 ... 1");
        return null;
    }

    private string? ReadUrl(Member member, string field)
    {
        if (ReadString(member, field, Limits.UrlCharacters) is not { Length: > 0 } url) return null;
        if (Shapes.IsWebAddress(url)) return url;
        Break(member, field, Rule.Url, Limits.UrlCharacters);
        return null;
    }

    private string? ReadLanguage(Member member, string field)
    {
        if (ReadString(member, field, Limits.LanguageCharacters) is not { Length: > 0 } tag) return null;
        if (Shapes.IsLanguageTag(tag)) return tag;
        Break(member, field, Rule.Language);
        return null;
    }
}
