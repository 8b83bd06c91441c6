using System.Text;
using SocialCrm.Interactions;

namespace SocialCrm.Rules;

/// <summary>What a message says, as it is searched: subject and text, each at most <see cref="MaxLength"/> characters, with ä, å and ö as one character each.</summary>
internal sealed class MessageText
{
    /// <summary>Characters of a text that conditions look at; what comes after them isn't searched, so that no message can take long.</summary>
    public const int MaxLength = 8_192;

    private static readonly MessageText None = new("", "");

    private MessageText(string subject, string body) => (Subject, Body) = (subject, body);

    public string Subject { get; }

    public string Body { get; }

    public static MessageText Of(Interaction? message) =>
        message is null ? None : new(message.Subject is { } subject ? Searched(subject) : "", Searched(message.Text));

    /// <summary>Composed, as some keyboards and file systems send letters and their dots apart.</summary>
    public static string Composed(string text) => text.AsSpan().IndexOfAnyInRange('\u0300', '\u036F') < 0 ? text : text.Normalize(NormalizationForm.FormC);

    private static string Searched(string text) => Composed(text.Length <= MaxLength ? text : text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)]);
}
