using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SocialCrm.Api.Http;

internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Text as it stands in a page; only what HTML itself uses is escaped.</summary>
    public static string Encode(string text) => Encoder.Encode(text);
}
