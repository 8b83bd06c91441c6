using SocialCrm.Configuration;

namespace SocialCrm.Routing;

/// <summary>The language in which a customer wrote last, where the messages say.</summary>
/// <param name="Code">The primary subtag, lower case, such as <c>fi</c>.</param>
/// <param name="At">The message's time.</param>
public sealed record SpokenLanguage(string Code, DateTimeOffset At)
{
    /// <summary>The one of two that was said last; of one moment always the same one, so the order of arrival doesn't matter.</summary>
    public static SpokenLanguage Later(SpokenLanguage? one, SpokenLanguage other) =>
        one is not null && (one.At, one.Code).CompareTo((other.At, other.Code)) >= 0 ? one : other;

    /// <summary>Of <c>pt-BR</c>: <c>pt</c>.</summary>
    public static string Primary(string tag) => tag.Split('-', '_')[0].ToLowerInvariant();

    /// <summary>Whether it can be a language: 2 to 8 letters, and subtags behind them.</summary>
    public static bool IsTag(string tag) => Primary(tag) is { Length: >= 2 and <= 8 } primary && primary.All(char.IsAsciiLetter);

    /// <summary>The primary subtag of a tag in a document.</summary>
    internal static string? Read(DocumentNode node)
    {
        if (node.Text() is not { } tag) return null;
        if (IsTag(tag)) return Primary(tag);
        node.Refuse(ConfigurationRule.NotALanguage);
        return null;
    }
}
