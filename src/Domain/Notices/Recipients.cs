using SocialCrm.Configuration;
using SocialCrm.Conversations;

namespace SocialCrm.Notices;

/// <summary>Somebody who signs in, as far as notices need to know.</summary>
/// <param name="Role">agent, supervisor or administrator.</param>
public readonly record struct KnownPerson(string Name, string Role);

/// <summary>One recipient of a notice.</summary>
/// <param name="Name">A sign-in name, or <see cref="Recipients.WebhookPrefix"/> and the name of a webhook.</param>
/// <param name="IsOnCall">Told as the one on call: not held by quiet hours where it must be reacted to.</param>
public readonly record struct Recipient(string Name, bool IsOnCall);

/// <summary>Whom a notice can be for, as documents name them, and who that is when it is told.</summary>
public static class Recipients
{
    /// <summary>Whoever has the conversation.</summary>
    public const string Assignee = "assignee";

    /// <summary>Whoever is on call.</summary>
    public const string OnCall = "on-call";

    public const string WebhookPrefix = "webhook:";

    /// <summary>Those who are told of what must be reacted to where nobody else can be found.</summary>
    public const string LastResort = "administrator";

    /// <summary>Most recipients of one notice; further ones are left out.</summary>
    public const int Max = 500;

    private static readonly (string Prefix, NameKind Kind)[] Groups = [("role:", NameKind.Role), ("team:", NameKind.Team), ("queue:", NameKind.Queue)];

    /// <summary><c>assignee</c>, <c>on-call</c>, <c>role:</c>, <c>team:</c> or <c>queue:</c> with a name, or a person's sign-in name.</summary>
    public static string? Read(DocumentNode node)
    {
        if (node.Text() is not { } text) return null;
        if (text is Assignee or OnCall) return text;
        foreach (var (prefix, kind) in Groups)
        {
            if (!text.StartsWith(prefix, StringComparison.Ordinal)) continue;
            node.RefersTo(kind, text[prefix.Length..]);
            return text;
        }

        node.RefersTo(NameKind.Agent, text);
        return text;
    }

    /// <summary>Each once, in the order of their names. People who don't sign in (any more) are left out.</summary>
    /// <param name="to">As of <see cref="NoticeRaised.To"/>.</param>
    /// <param name="conversation">Whose assignee is meant; null where it is about none.</param>
    public static IReadOnlyList<Recipient> Of(
        NoticeLevel level, IReadOnlyList<string> to, ConversationState? conversation, DateTimeOffset at, Configuration.Configuration configuration,
        IReadOnlyList<KnownPerson> people)
    {
        var found = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var word in to)
        {
            var isOnCall = word == OnCall;
            foreach (var name in Meant(word, conversation, at, configuration, people))
            {
                if (!name.StartsWith(WebhookPrefix, StringComparison.Ordinal) && !people.Any(p => p.Name == name)) continue;
                if (found.Count < Max || found.ContainsKey(name)) found[name] = isOnCall || found.GetValueOrDefault(name);
            }
        }

        if (found.Count == 0 && level == NoticeLevel.MustReact) foreach (var person in people.Where(static p => p.Role == LastResort).Take(Max)) found[person.Name] = false;
        return [.. found.Select(static f => new Recipient(f.Key, f.Value))];
    }

    private static IEnumerable<string> Meant(
        string word, ConversationState? conversation, DateTimeOffset at, Configuration.Configuration configuration, IReadOnlyList<KnownPerson> people)
    {
        if (word == Assignee) return conversation?.Assignee is { } assignee ? [assignee] : [];
        if (word == OnCall) return NamesOf(configuration.Notices.OnCallAt(at, configuration.Calendars));
        return word.Split(':', 2) switch
        {
            ["role", var role] when configuration.Notices.Roles.TryGetValue(role, out var audience) => NamesOf(audience),
            ["role", var role] => people.Where(p => p.Role == role).Select(static p => p.Name),
            ["team", var team] => configuration.Routing.MembersOf(team),
            ["queue", var queue] => configuration.Routing.ServersOf(queue),
            _ => [word],
        };
    }

    private static IEnumerable<string> NamesOf(Audience audience) => audience.People.Concat(audience.Webhooks.Select(static w => WebhookPrefix + w));
}
