using System.Text.Json;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Interactions.Reading;

/// <summary>What became of interactions.</summary>
internal ref partial struct InteractionReader
{
    /// <summary>As <see cref="Read(int, out ProblemType?)"/>, of updates.</summary>
    /// <exception cref="JsonException">The body isn't JSON; the exception says where.</exception>
    public InteractionUpdate[] ReadUpdates(int maxUpdates, out ProblemType? problem) => Read(maxUpdates, static (ref InteractionReader reader) => reader.ReadUpdate(), out problem);

    private InteractionUpdate ReadUpdate()
    {
        _broken = 0;
        string? channel = null, account = null, externalId = null, text = null, reason = null;
        UpdateKind kind = default;
        DateTimeOffset at = default;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var member = Members.Of(ref _json);
            _json.Read();
            switch (member)
            {
                case Member.Channel: channel = ReadChannel(); break;
                case Member.Account: account = ReadId(member, "account"); break;
                case Member.ExternalId: externalId = ReadId(member, "externalId"); break;
                case Member.Kind: kind = ReadKind(); break;
                case Member.At: at = ReadTime(); break;
                case Member.Text: text = ReadText(); break;
                case Member.Reason: reason = ReadString(member, "reason", Limits.ReasonCharacters, isText: true); break;
                default: _json.Skip(); break;
            }
        }

        if (channel is null) Missing(Member.Channel, "channel");
        if (string.IsNullOrWhiteSpace(externalId)) Missing(Member.ExternalId, "externalId");
        if (kind == default) Missing(Member.Kind, "kind");
        if (at == default) Missing(Member.At, "at");
        if (kind == UpdateKind.Edited && string.IsNullOrEmpty(text)) Missing(Member.Text, "text");
        if (kind == UpdateKind.Failed && string.IsNullOrWhiteSpace(reason)) Missing(Member.Reason, "reason");

        return new InteractionUpdate
        {
            Channel = channel ?? "",
            Account = account ?? "",
            ExternalId = externalId ?? "",
            Kind = kind,
            At = at,
            Text = kind == UpdateKind.Edited ? text : null,
            Reason = kind == UpdateKind.Failed ? reason : null,
        };
    }

    private UpdateKind ReadKind()
    {
        if (_json.TokenType == JsonTokenType.Null) return default;
        if (_json.TokenType == JsonTokenType.String && JsonText.StringOf(ref _json) is { } word && UpdateKinds.Of(word) is { } kind) return kind;
        _json.Skip();
        Break(Member.Kind, "kind", Rule.OneOf, UpdateKinds.All);
        return default;
    }
}
