using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SocialCrm.Outbox;

/// <summary>
/// Signs what goes to a webhook as the Standard Webhooks specification says (github.com/standard-webhooks), so that receivers check it with any of its
/// libraries: <c>webhook-signature: v1,</c> and HMAC-SHA256 of <c>id.timestamp.body</c> in base64.
/// </summary>
public static class WebhookSignature
{
    private const string Encoded = "whsec_";

    /// <param name="timestamp">Seconds since 1970: receivers refuse what is too old to be anything but a repetition by somebody else.</param>
    public static string Of(ReadOnlySpan<byte> secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes(id + "." + timestamp.ToString(CultureInfo.InvariantCulture) + "."));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>The key that a written secret stands for: base64 behind <c>whsec_</c>, anything else as UTF-8.</summary>
    public static byte[] KeyOf(string secret)
    {
        if (!secret.StartsWith(Encoded, StringComparison.Ordinal)) return Encoding.UTF8.GetBytes(secret);
        var key = new byte[secret.Length];
        return Convert.TryFromBase64Chars(secret.AsSpan(Encoded.Length), key, out var length) ? key[..length] : Encoding.UTF8.GetBytes(secret);
    }
}
