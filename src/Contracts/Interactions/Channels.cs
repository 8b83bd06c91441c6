using System.Buffers;
using System.Collections.Frozen;

namespace SocialCrm.Interactions;

/// <summary>The channels by name, and what an identity on each is scoped to.</summary>
public static class Channels
{
    public const string CustomPrefix = "custom:";

    public static readonly FrozenSet<string> Known = new[]
    {
        "facebook", "messenger", "instagram", "whatsapp", "x", "telegram", "line", "sms", "email", "webchat",
        "phone", "meeting", "note", "forum", "campaign", "store", "press",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Channels on which a person has another id towards each account of the company.</summary>
    private static readonly FrozenSet<string> AccountScoped =
        new[] { "messenger", "facebook", "instagram", "line", "webchat" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>A known channel, or <c>custom:</c> and a word of 1 to 32 of a-z, 0-9, - and _.</summary>
    public static bool IsValid(string channel) => Known.Contains(channel) || IsCustom(channel);

    /// <summary>The account where the channel's ids are scoped to one, else empty.</summary>
    public static string ScopeOf(string channel, string account) => AccountScoped.Contains(channel) ? account : "";

    private static bool IsCustom(string channel)
    {
        if (!channel.StartsWith(CustomPrefix, StringComparison.Ordinal)) return false;
        var word = channel.AsSpan(CustomPrefix.Length);
        return word.Length is >= 1 and <= 32 && !word.ContainsAnyExcept(WordCharacters);
    }
}
