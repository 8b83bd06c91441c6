namespace SocialCrm.Api.Interactions.Reading;

/// <summary>The bounds of an interaction's members; what is beyond is refused with the bound in its text.</summary>
internal static class Limits
{
    /// <summary>Handles, threads, accounts, external ids and names, in UTF-16 code units.</summary>
    public const int IdCharacters = 512;

    public const int TextBytes = 256 * 1024;
    public const int SubjectCharacters = 2_000;
    public const int ReasonCharacters = 1_000;
    public const int UrlCharacters = 2_048;
    public const int EmailCharacters = 320;
    public const int PhoneCharacters = 64;
    public const int LanguageCharacters = 35;
    public const int ContentTypeCharacters = 128;
    public const int MetadataBytes = 16 * 1024;
    public const int Attachments = 50;
    public const int FirstYear = 1990;

    /// <summary>How far the provider's clock may be ahead of ours.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(1);
}
