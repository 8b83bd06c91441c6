using System.Text.Json;
using SocialCrm.Agents;
using SocialCrm.Api.Conversations;
using SocialCrm.Api.Conversations.Acts;
using SocialCrm.Api.Interactions.Reading;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Agents;

/// <summary>One view of a body: a name, and what <c>GET /api/conversations</c> would take.</summary>
internal static class ViewReader
{
    private const int NameCharacters = 128;

    public static SavedView Read(JsonElement item, string field, Errors errors)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            errors.Add(field, Rule.NotObject);
            return new SavedView();
        }

        var view = new SavedView();
        var before = errors.Count;
        foreach (var member in item.EnumerateObject())
        {
            var path = $"{field}.{member.Name}";
            view = member.Name switch
            {
                "name" => view with { Name = Text(member.Value, path, NameCharacters, errors)?.Trim() ?? "" },
                "status" => view with { Status = OneOf(member.Value, path, ListConversations.Statuses.Select(s => s.Word), errors) },
                "queue" => view with { Queue = Text(member.Value, path, Words.QueueCharacters, errors) },
                "assignee" => view with { Assignee = Text(member.Value, path, Limits.IdCharacters, errors) },
                "channel" => view with { Channel = Channel(member.Value, path, errors) },
                "sort" => view with { Sort = OneOf(member.Value, path, ListConversations.Sorts.Select(s => s.Word), errors) },
                _ => Unknown(view, path, errors),
            };
        }

        if (view.Name.Length == 0 && errors.Count == before) errors.Add(field + ".name", Rule.Required);
        return view;
    }

    private static SavedView Unknown(SavedView view, string path, Errors errors)
    {
        errors.Add(path, Rule.UnknownMember);
        return view;
    }

    private static string? Channel(JsonElement value, string path, Errors errors)
    {
        if (Text(value, path, Limits.IdCharacters, errors) is not { } channel) return null;
        if (!Channels.IsValid(channel)) errors.Add(path, Rule.Channel, string.Join(", ", Channels.Known.Order(StringComparer.Ordinal)));
        return channel;
    }

    private static string? OneOf(JsonElement value, string path, IEnumerable<string> words, Errors errors)
    {
        if (Text(value, path, Limits.IdCharacters, errors) is not { } word) return null;
        if (!words.Contains(word, StringComparer.Ordinal)) errors.Add(path, Rule.OneOf, string.Join(", ", words));
        return word;
    }

    private static string? Text(JsonElement value, string path, int maxCharacters, Errors errors)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) errors.Add(path, Rule.NotString);
        else if (JsonText.StringOf(value) is not { } text) errors.Add(path, Rule.Surrogate);
        else if (text.Length > maxCharacters) errors.Add(path, Rule.TooLong, maxCharacters);
        else if (text.AsSpan().ContainsAny(JsonText.Control)) errors.Add(path, Rule.ControlCharacter);
        else return text;
        return null;
    }
}
