using System.Text.RegularExpressions;

namespace SocialCrm.Templates;

/// <summary>Words in braces of which the service knows what they stand for; whoever shows a template fills them in.</summary>
public static partial class Placeholders
{
    /// <summary>The customer's name, the agent's own, and the company's handle in the conversation.</summary>
    public static readonly IReadOnlyList<string> All = ["{customer}", "{agent}", "{account}"];

    /// <summary>The first one of a text that stands for nothing; null when all are known. A brace by itself is a letter like others.</summary>
    public static string? Unknown(string text) => Braces().Matches(text).Select(static match => match.Value).FirstOrDefault(static word => !All.Contains(word, StringComparer.Ordinal));

    [GeneratedRegex(@"\{[^{}\r\n]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Braces();
}
