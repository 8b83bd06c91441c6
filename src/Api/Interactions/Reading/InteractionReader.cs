using System.Text;
using System.Text.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Interactions.Reading;

/// <summary>
/// Reads interactions, and what became of them, straight from the body's bytes: no document in between, one pass, and every broken rule noted instead of the first one only.
/// Members it doesn't know are skipped, so that newer senders can talk to an older service; of a member given twice the last one counts.
/// </summary>
internal ref partial struct InteractionReader
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly Errors _errors;
    private readonly DateTimeOffset _latest;
    private Utf8JsonReader _json;

    /// <summary>The place in the request's array; -1 when the request is a single object.</summary>
    private int _index = -1;

    /// <summary>Members of the interaction being read that are wrong already: they aren't reported as missing, too.</summary>
    private uint _broken;

    public InteractionReader(ReadOnlySpan<byte> body, DateTimeOffset now, Errors errors)
    {
        _body = body;
        _errors = errors;
        _latest = now + Limits.Ahead;
        _json = new Utf8JsonReader(body);
    }

    private delegate T One<T>(ref InteractionReader reader);

    /// <summary>What the body holds; empty where <paramref name="problem"/> says that it is no list of interactions, or the errors that some are wrong.</summary>
    /// <exception cref="JsonException">The body isn't JSON; the exception says where.</exception>
    public Interaction[] Read(int maxInteractions, out ProblemType? problem) => Read(maxInteractions, static (ref InteractionReader reader) => reader.ReadOne(), out problem);

    private T[] Read<T>(int maxItems, One<T> one, out ProblemType? problem)
    {
        problem = null;
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartObject)
        {
            T[] single = [one(ref this)];
            _json.Read();
            return single;
        }

        if (_json.TokenType != JsonTokenType.StartArray)
        {
            _errors.Add("", Rule.NotObject);
            _json.Skip();
            _json.Read();
            return [];
        }

        var all = new List<T>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            _index++;
            if (_index >= maxItems)
            {
                // The rest is still read: what isn't JSON is told as that.
                problem = ProblemType.TooManyInteractions;
                _json.Skip();
            }
            else if (_json.TokenType == JsonTokenType.StartObject)
            {
                all.Add(one(ref this));
            }
            else
            {
                _errors.Add($"[{_index}]", Rule.NotObject);
                _json.Skip();
            }
        }

        _json.Read();
        return [.. all];
    }

    private Interaction ReadOne()
    {
        _broken = 0;
        string? channel = null, account = null, externalId = null, thread = null, inReplyTo = null, subject = null, text = null, permalink = null, language = null, metadata = null;
        Direction direction = default;
        DateTimeOffset at = default;
        bool isPublic = false, isAutomatic = false;
        double? sentiment = null;
        Author? author = null;
        CustomerReference? customer = null;
        Attachment[] attachments = [];
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var member = Members.Of(ref _json);
            _json.Read();
            switch (member)
            {
                case Member.Channel: channel = ReadChannel(); break;
                case Member.Account: account = ReadId(member, "account"); break;
                case Member.ExternalId: externalId = ReadId(member, "externalId"); break;
                case Member.Thread: thread = ReadId(member, "thread"); break;
                case Member.InReplyTo: inReplyTo = ReadId(member, "inReplyTo"); break;
                case Member.Direction: direction = ReadDirection(); break;
                case Member.Public: isPublic = ReadFlag(member, "public"); break;
                case Member.Subject: subject = ReadString(member, "subject", Limits.SubjectCharacters, isText: true); break;
                case Member.Text: text = ReadText(); break;
                case Member.At: at = ReadTime(); break;
                case Member.Permalink: permalink = ReadUrl(member, "permalink"); break;
                case Member.Author: author = ReadAuthor(); break;
                case Member.Customer: customer = ReadCustomer(); break;
                case Member.Automatic: isAutomatic = ReadFlag(member, "automatic"); break;
                case Member.Attachments: attachments = ReadAttachments(); break;
                case Member.Language: language = ReadLanguage(member, "language"); break;
                case Member.Sentiment: sentiment = ReadSentiment(); break;
                case Member.Metadata: metadata = ReadMetadata(); break;
                default: _json.Skip(); break;
            }
        }

        if (channel is null) Missing(Member.Channel, "channel");
        if (string.IsNullOrWhiteSpace(externalId)) Missing(Member.ExternalId, "externalId");
        if (direction == default) Missing(Member.Direction, "direction");
        if (at == default) Missing(Member.At, "at");
        if (author is null) Missing(Member.Author, "author");
        if (string.IsNullOrEmpty(text) && attachments.Length == 0 && !IsBroken(Member.Text) && !IsBroken(Member.Attachments)) Fail("text", Rule.TextOrAttachment);
        if (direction == Direction.Internal && customer is null && !IsBroken(Member.Customer)) Fail("customer", Rule.CustomerNeeded);
        if (inReplyTo is not null && inReplyTo == externalId) Fail("inReplyTo", Rule.AnswersItself);

        return new Interaction
        {
            Channel = channel ?? "",
            Account = account ?? "",
            ExternalId = externalId ?? "",
            Thread = thread ?? "",
            InReplyTo = string.IsNullOrWhiteSpace(inReplyTo) ? null : inReplyTo,
            Direction = direction,
            Public = isPublic,
            Subject = subject,
            Text = text ?? "",
            At = at,
            Permalink = permalink,
            Author = author ?? new Author(),
            Customer = customer,
            Automatic = isAutomatic,
            Attachments = attachments,
            Language = language,
            Sentiment = sentiment,
            Metadata = metadata,
        };
    }

    private string? ReadMetadata()
    {
        if (_json.TokenType == JsonTokenType.Null) return null;
        var start = (int)_json.TokenStartIndex;
        var isObject = _json.TokenType == JsonTokenType.StartObject;
        _json.Skip();
        var raw = _body[start..(int)_json.BytesConsumed];
        if (!isObject) Fail("metadata", Rule.NotObject);
        else if (raw.Length > Limits.MetadataBytes) Fail("metadata", Rule.TooManyBytes, Limits.MetadataBytes);
        else if (raw[1..^1].ContainsAnyExcept(" \t\r\n"u8)) return Encoding.UTF8.GetString(raw);
        return null;
    }

    private readonly bool IsBroken(Member member) => (_broken & 1u << (int)member) != 0;

    private readonly void Missing(Member member, string field)
    {
        if (!IsBroken(member)) Fail(field, Rule.Required);
    }

    private void Break(Member member, string field, string rule, object? bound = null)
    {
        _broken |= 1u << (int)member;
        Fail(field, rule, bound);
    }

    private readonly void Fail(string field, string rule, object? bound = null) => _errors.Add(_index < 0 ? field : $"[{_index}].{field}", rule, bound);
}
