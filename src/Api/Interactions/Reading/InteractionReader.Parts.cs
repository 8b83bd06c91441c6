using System.Text.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Identities;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Interactions.Reading;

/// <summary>The members that are objects themselves.</summary>
internal ref partial struct InteractionReader
{
    private Author? ReadAuthor()
    {
        if (!BeginObject(Member.Author, "author")) return null;
        string? handle = null, name = null, email = null, phone = null, customerId = null, locale = null;
        long? followers = null;
        var isHandleBroken = false;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var member = PartOf(ref _json);
            _json.Read();
            switch (member)
            {
                case Part.Handle:
                    var before = _errors.Count;
                    handle = ReadId(Member.Author, "author.handle");
                    isHandleBroken |= _errors.Count > before;
                    break;
                case Part.Name: name = ReadString(Member.Author, "author.name", Limits.IdCharacters, isText: true); break;
                case Part.Email: email = ReadShaped("author.email", Limits.EmailCharacters, Shapes.IsEmail, Rule.Email); break;
                case Part.Phone: phone = ReadShaped("author.phone", Limits.PhoneCharacters, Shapes.IsPhone, Rule.Phone); break;
                case Part.CustomerId: customerId = ReadShaped("author.customerId", Limits.IdCharacters, static id => CustomerId.TryParse(id, out _), Rule.CustomerId); break;
                case Part.Locale: locale = ReadLanguage(Member.Author, "author.locale"); break;
                case Part.Followers: followers = ReadCount("author.followers"); break;
                default: _json.Skip(); break;
            }
        }

        if (handle is null || string.IsNullOrWhiteSpace(handle))
        {
            if (!isHandleBroken) Break(Member.Author, "author.handle", Rule.Required);
        }
        else if (!Shapes.NamesSomebody(handle))
        {
            Break(Member.Author, "author.handle", Rule.Handle);
        }

        return new Author { Handle = handle ?? "", Name = name, Email = email, Phone = phone, CustomerId = customerId, Locale = locale, Followers = followers };
    }

    private CustomerReference? ReadCustomer()
    {
        if (!BeginObject(Member.Customer, "customer")) return null;
        string? id = null, channel = null, handle = null, scope = null;
        var before = _errors.Count;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var member = PartOf(ref _json);
            _json.Read();
            switch (member)
            {
                case Part.Id: id = ReadShaped("customer.id", Limits.IdCharacters, static text => CustomerId.TryParse(text, out _), Rule.CustomerId); break;
                case Part.Channel: channel = ReadId(Member.Customer, "customer.channel"); break;
                case Part.Handle: handle = ReadId(Member.Customer, "customer.handle"); break;
                case Part.Scope: scope = ReadId(Member.Customer, "customer.scope"); break;
                default: _json.Skip(); break;
            }
        }

        if (channel is not null && !Channels.IsValid(channel)) Break(Member.Customer, "customer.channel", Rule.Channel, KnownChannels);
        else if (handle is not null && !Shapes.NamesSomebody(handle)) Break(Member.Customer, "customer.handle", Rule.Handle);
        else if (id is null && (channel is null || handle is null) && _errors.Count == before) Break(Member.Customer, "customer", Rule.IdOrHandle);
        return new CustomerReference { Id = id, Channel = channel, Handle = handle, Scope = scope };
    }

    private Attachment[] ReadAttachments()
    {
        if (_json.TokenType == JsonTokenType.Null) return [];
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Break(Member.Attachments, "attachments", Rule.NotArray);
            _json.Skip();
            return [];
        }

        List<Attachment>? all = null;
        var count = 0;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (count++ < Limits.Attachments) (all ??= []).Add(ReadAttachment($"attachments[{count - 1}]"));
            else _json.Skip();
        }

        if (count > Limits.Attachments) Break(Member.Attachments, "attachments", Rule.TooManyItems, Limits.Attachments);
        return all is null ? [] : [.. all];
    }

    private Attachment ReadAttachment(string field)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            Break(Member.Attachments, field, Rule.NotObject);
            _json.Skip();
            return new Attachment();
        }

        string? name = null, contentType = null, url = null;
        long? size = null;
        var before = _errors.Count;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var member = PartOf(ref _json);
            _json.Read();
            switch (member)
            {
                case Part.Name: name = ReadId(Member.Attachments, field + ".name"); break;
                case Part.ContentType: contentType = ReadString(Member.Attachments, field + ".contentType", Limits.ContentTypeCharacters); break;
                case Part.Url: url = ReadUrl(Member.Attachments, field + ".url"); break;
                case Part.Size: size = ReadCount(field + ".size"); break;
                default: _json.Skip(); break;
            }
        }

        if (string.IsNullOrWhiteSpace(name) && url is null && _errors.Count == before) Break(Member.Attachments, field, Rule.NameOrUrl);
        return new Attachment { Name = name, ContentType = contentType, Url = url, Size = size };
    }

    private bool BeginObject(Member member, string field)
    {
        if (_json.TokenType == JsonTokenType.StartObject) return true;
        if (_json.TokenType != JsonTokenType.Null) Break(member, field, Rule.NotObject);
        _json.Skip();
        return false;
    }

    private string? ReadShaped(string field, int maxCharacters, Func<string, bool> isShaped, string rule)
    {
        if (ReadString(Member.Unknown, field, maxCharacters) is not { Length: > 0 } text) return null;
        if (isShaped(text)) return text;
        Fail(field, rule);
        return null;
    }

    private long? ReadCount(string field)
    {
        if (_json.TokenType == JsonTokenType.Null) return null;
        if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var count))
        {
            _json.Skip();
            Fail(field, Rule.NotWholeNumber);
            return null;
        }

        if (count >= 0) return count;
        Fail(field, Rule.NotNegative);
        return null;
    }
}
