using System.Buffers;

namespace SocialCrm.Api.Access.People;

/// <summary>What people sign in with: lower case, and never what is a key's id or has a meaning of its own.</summary>
internal static class SignInNames
{
    public const int MaxCharacters = 64;

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");

    public static string Normalise(string name) => name.Trim().ToLowerInvariant();

    public static bool IsValid(string name) =>
        name.Length is >= 1 and <= MaxCharacters && char.IsAsciiLetterLower(name[0]) && !name.AsSpan().ContainsAnyExcept(Characters)
        && name is not ("none" or KeyCache.ServiceKeyName) && !name.StartsWith("key_", StringComparison.Ordinal);
}
