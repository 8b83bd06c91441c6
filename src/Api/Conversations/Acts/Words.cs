using System.Text;
using System.Text.Json;
using SocialCrm.Api.Access.People;
using SocialCrm.Api.Interactions.Reading;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Interactions;
using SocialCrm.Routing;

namespace SocialCrm.Api.Conversations.Acts;

/// <summary>Members that several acts take.</summary>
internal static class Words
{
    public const int QueueCharacters = 128;
    public const int NoteCharacters = 10_000;
    public const int TagCharacters = 64;

    /// <summary>A message's text: up to 256 KiB of UTF-8, empty only with an attachment.</summary>
    public static string Message(this JsonBody body, IReadOnlyList<Attachment> attachments)
    {
        var before = body.Errors.Count;
        var text = body.Text("text", int.MaxValue, isText: true) ?? "";
        if (Encoding.UTF8.GetByteCount(text) > Limits.TextBytes) body.Errors.Add("text", Rule.TooManyBytes, Limits.TextBytes);
        else if (string.IsNullOrWhiteSpace(text) && attachments.Count == 0 && body.Errors.Count == before) body.Errors.Add("text", Rule.TextOrAttachment);
        return text;
    }

    public static IReadOnlyList<Attachment> Attachments(this JsonBody body)
    {
        if (body.Array("attachments", Limits.Attachments) is not { } array) return [];
        var all = new List<Attachment>();
        foreach (var item in array.EnumerateArray()) all.Add(Attachment(item, $"attachments[{all.Count}]", body.Errors));
        return all;
    }

    /// <summary>Somebody who can sign in, and is an agent where agents are configured; null when the member is absent, null or wrong.</summary>
    public static async ValueTask<string?> AssigneeAsync(this JsonBody body, PeopleCache people, RoutingPlan plan, CancellationToken cancellation)
    {
        if (await body.PersonAsync("assignee", people, cancellation) is not { } name) return null;
        if (plan.HasAgent(name)) return name;
        body.Errors.Add("assignee", Rule.NotAnAgent);
        return null;
    }

    /// <summary>Somebody who can sign in; null when the member is absent, null or wrong.</summary>
    public static async ValueTask<string?> PersonAsync(this JsonBody body, string member, PeopleCache people, CancellationToken cancellation)
    {
        if (body.Text(member, Limits.IdCharacters) is not { } name) return null;
        if (await people.FindAsync(name, cancellation) is { Disabled: false }) return name;
        body.Errors.Add(member, Rule.UnknownPerson);
        return null;
    }

    private static Attachment Attachment(JsonElement item, string field, Errors errors)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            errors.Add(field, Rule.NotObject);
            return new Attachment();
        }

        string? name = null, contentType = null, url = null;
        long? size = null;
        foreach (var member in item.EnumerateObject())
        {
            var path = $"{field}.{member.Name}";
            switch (member.Name)
            {
                case "name": name = Short(member.Value, path, Limits.IdCharacters, errors); break;
                case "contentType": contentType = Short(member.Value, path, Limits.ContentTypeCharacters, errors); break;
                case "url":
                    url = Short(member.Value, path, Limits.UrlCharacters, errors);
                    if (url is not null && !Shapes.IsWebAddress(url)) errors.Add(path, Rule.Url, Limits.UrlCharacters);
                    break;
                case "size" when member.Value.ValueKind == JsonValueKind.Null: break;
                case "size":
                    if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var bytes) && bytes >= 0) size = bytes;
                    else errors.Add(path, Rule.NotWholeNumber);
                    break;
                default: errors.Add(path, Rule.UnknownMember); break;
            }
        }

        if (string.IsNullOrWhiteSpace(name) && url is null) errors.Add(field, Rule.NameOrUrl);
        return new Attachment { Name = name, ContentType = contentType, Url = url, Size = size };
    }

    private static string? Short(JsonElement value, string path, int maxCharacters, Errors errors)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        var text = value.ValueKind == JsonValueKind.String ? JsonText.StringOf(value) : null;
        if (text is null) errors.Add(path, Rule.NotString);
        else if (text.Length > maxCharacters) errors.Add(path, Rule.TooLong, maxCharacters);
        else if (text.AsSpan().ContainsAny(JsonText.Control)) errors.Add(path, Rule.ControlCharacter);
        else return text;
        return null;
    }
}
