using System.Collections.Frozen;
using SocialCrm.Configuration;
using SocialCrm.Interactions;

namespace SocialCrm.Rules;

/// <summary>Reads conditions: a mapping of tests, all of which must hold.</summary>
internal static class ConditionReader
{
    /// <summary>Most words of one test, and most parts of one combination.</summary>
    public const int MaxItems = 100;

    /// <summary>Stands for nobody where an agent can be named.</summary>
    public const string Nobody = "none";

    private const string Language = "fi, sv, en-GB";

    private static readonly FrozenDictionary<string, Func<DocumentNode, Condition?>> Readers = new Dictionary<string, Func<DocumentNode, Condition?>>(StringComparer.Ordinal)
    {
        [AllOf.Name] = static node => new AllOf(Parts(node)),
        [AnyOf.Name] = static node => new AnyOf(Parts(node)),
        [Not.Name] = static node => new Not(Read(node)),
        ["channel"] = static node => Words(node, static f => f.Conversation.Channel, Channel),
        ["account"] = static node => Words(node, static f => f.Conversation.Account, static n => n.Text(512)),
        ["public"] = static node => Flag(node, static f => f.Message?.Public ?? f.Conversation.Public),
        ["direction"] = static node => Words(node, static f => f.Message is { } message ? Names.Of(message.Direction) : null, Named(Names.Directions)),
        ["automatic"] = static node => Flag(node, static f => f.Message?.Automatic),
        ["language"] = Languages,
        ["text"] = Text,
        ["followers"] = static node => Number(node, static f => f.Message?.Author.Followers, 0, 1e12),
        ["sentiment"] = static node => Number(node, static f => f.Message?.Sentiment, -1, 1),
        ["status"] = static node => Words(node, static f => Names.Of(f.Conversation.Status), Named(Names.Statuses)),
        ["queue"] = static node => Words(node, static f => f.Conversation.Queue, static n => n.Reference(NameKind.Queue)),
        ["assignee"] = static node => Words(node, static f => f.Conversation.Assignee ?? Nobody, static n => n.Is(Nobody) ? Nobody : n.Reference(NameKind.Agent)),
        ["priority"] = static node => Words(node, static f => Names.Of(f.Conversation.Priority), Named(Names.Priorities)),
        ["tags"] = static node => AnyIn(node, static f => f.Conversation.Tags),
        ["firstMessage"] = static node => Flag(node, static f => f.Message is { } message ? message.Direction == Direction.Inbound && f.Conversation.Messages.Inbound == 0 : null),
        ["breaches"] = static node => Number(node, static f => f.Conversation.Breaches, 0, 1e9),
        ["escalationLevel"] = static node => Number(node, static f => f.Conversation.EscalationLevel, 0, 1e3),
        ["stage"] = static node => Words(node, static f => Names.Of(f.Stage), Named(Names.Stages)),
        ["customerTags"] = static node => AnyIn(node, static f => f.CustomerTags),
        ["calendarOpen"] = static node => new CalendarOpen([.. node.Items(MaxItems).Select(static n => n.Reference(NameKind.Calendar)).OfType<string>()]),
        ["onDuty"] = static node => Flag(node, static f => f.Calendars.DutyOf(f.Conversation.Channel, f.Conversation.Account).IsOpen(f.At)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Members = [.. Readers.Keys.Order(StringComparer.Ordinal)];

    public static Condition Read(DocumentNode node)
    {
        if (!node.Only(Members)) return Condition.Always;
        List<Condition> conditions = [];
        foreach (var (name, _) in node.Members())
        {
            if (node.Needed(name) is { } member && Readers[name](member) is { } condition) conditions.Add(condition);
        }

        if (node.Members().Count == 0) node.Refuse(ConfigurationRule.Required);
        return conditions.Count == 1 ? conditions[0] : new AllOf(conditions);
    }

    private static List<Condition> Parts(DocumentNode node)
    {
        var items = node.Items(MaxItems);
        if (items.Count == 0) node.Refuse(ConfigurationRule.Required);
        return [.. items.Select(Read)];
    }

    /// <summary>The last part of a place's path, which is the test's name.</summary>
    private static string NameOf(DocumentNode node) => node.Path[(node.Path.LastIndexOf('.') + 1)..];

    private static OneOf Words(DocumentNode node, Func<Facts, string?> of, Func<DocumentNode, string?> word) =>
        new(NameOf(node), of, List(node, word).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>A word, or a list of at least one.</summary>
    public static List<string> List(DocumentNode node, Func<DocumentNode, string?> word)
    {
        var items = node.Items(MaxItems);
        if (items.Count == 0) node.Refuse(ConfigurationRule.Required);
        return [.. items.Select(word).OfType<string>()];
    }

    private static AnyIn AnyIn(DocumentNode node, Func<Facts, IReadOnlyList<string>> of) =>
        new(NameOf(node), of, List(node, static n => n.Text(64)).ToFrozenSet(StringComparer.Ordinal));

    private static FlagIs? Flag(DocumentNode node, Func<Facts, bool?> of) => node.Flag() is { } flag ? new FlagIs(NameOf(node), of, flag) : null;

    private static Func<DocumentNode, string?> Named<T>(FrozenDictionary<string, T> words) where T : struct, Enum => node => node.Word(words) is { } word ? Names.Of(word) : null;

    public static string? Channel(DocumentNode node)
    {
        if (node.Text() is not { } channel) return null;
        if (Channels.IsValid(channel)) return channel;
        node.Refuse(ConfigurationRule.UnknownWord, string.Join(", ", Channels.Known.Order(StringComparer.Ordinal)) + $", {Channels.CustomPrefix}...");
        return null;
    }

    private static LanguageIs Languages(DocumentNode node) => new(List(node, static item =>
    {
        if (item.Text(35) is not { } language) return null;
        if (language.Length >= 2 && char.IsAsciiLetter(language[0]) && language.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-')) return language;
        item.Refuse(ConfigurationRule.UnknownWord, Language);
        return null;
    }));

    private static NumberIn? Number(DocumentNode node, Func<Facts, double?> of, double min, double max)
    {
        if (!node.Only("atLeast", "below")) return null;
        var (atLeast, below) = (node.Member("atLeast")?.Real(min, max), node.Member("below")?.Real(min, max));
        if (node.Members().Count == 0) node.Refuse(ConfigurationRule.Required);
        if (atLeast >= below) node.Refuse(Contradiction.NothingBetween);
        return new NumberIn(NameOf(node), of, atLeast, below);
    }

    private static AllOf Text(DocumentNode node)
    {
        List<Condition> tests = [];
        node.Only("words", "phrase", "matches");
        if (node.IsMapping && node.Members().Count == 0) node.Refuse(ConfigurationRule.Required);
        foreach (var name in (string[])["words", "phrase"])
        {
            if (node.Member(name) is not { } member) continue;
            Term[] terms = [.. List(member, TermText).Select(static t => new Term(t))];
            if (terms.Length > 0) tests.Add(new TextHas("text." + name, terms));
        }

        if (node.Member("matches") is { } pattern && Expression(pattern) is { } matches) tests.Add(matches);
        return new AllOf(tests);
    }

    private static string? TermText(DocumentNode node)
    {
        if (node.Text() is not { } text) return null;
        if (new Term(text).IsAny) return text;
        node.Refuse(ConfigurationRule.Required);
        return null;
    }

    private static TextMatches? Expression(DocumentNode node)
    {
        if (node.Text(TextMatches.MaxPattern) is not { } pattern) return null;
        var (test, reason) = TextMatches.Of(pattern);
        if (test is null) node.Refuse(ConfigurationRule.BadExpression, reason);
        return test;
    }
}
