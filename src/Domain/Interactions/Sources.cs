using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SocialCrm.Identities;

namespace SocialCrm.Interactions;

/// <summary>
/// How sources and ids are made: the first 128 bits of SHA-256 (or HMAC-SHA256) over a domain word and the parts, each led by its length,
/// so no two lists of parts give the same bytes.
/// </summary>
public static class Sources
{
    private const int MaxOnStack = 512;
    private const string ReplyPrefix = "reply-";

    /// <summary>An interaction: (channel, account, external id).</summary>
    public static SourceId OfInteraction(string channel, string account, string externalId) =>
        SourceId.From(Hash("interaction", channel, account, externalId));

    /// <summary>The linking of an answer that was stored as unlinked under <paramref name="source"/>.</summary>
    public static SourceId OfLink(SourceId source) => SourceId.From(Hash("link", source.ToString(), "", ""));

    /// <summary>What became of an interaction: what was told of it, and when it happened. The same told again is the same source.</summary>
    public static SourceId OfUpdate(InteractionUpdate update) => SourceId.From(Hash(
        "update",
        OfInteraction(update.Channel, update.Account, update.ExternalId).ToString(),
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(int)update.Kind}.{update.At.ToUnixTimeMilliseconds()}"),
        update.Text ?? update.Reason ?? ""));

    /// <summary>The external id of an answer that a person wrote here: the act's own source where it has one.</summary>
    public static string ExternalIdOfReply(Guid id) => $"{ReplyPrefix}{id:N}";

    /// <summary>The source of an answer that was written here under an idempotency key, which its external id names; null for all others.</summary>
    public static SourceId? OfReply(string externalId) =>
        externalId.StartsWith(ReplyPrefix, StringComparison.Ordinal) && Guid.TryParseExact(externalId.AsSpan(ReplyPrefix.Length), "N", out var id) ? SourceId.From(id) : null;

    /// <summary>An act through the API: (principal, Idempotency-Key).</summary>
    public static SourceId OfRequest(string principal, string idempotencyKey) => SourceId.From(Hash("api", principal, idempotencyKey, ""));

    /// <summary>A judged deadline: (conversation, kind, generation).</summary>
    public static SourceId OfDeadline(ConversationId conversation, string kind, long generation) =>
        SourceId.From(Hash("deadline", conversation.ToString(), kind, generation.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>What one recipient is told of: (what raised it, its version, which of its events, recipient).</summary>
    public static Guid OfNotice(string raisedBy, long version, int index, string recipient) =>
        Hash("notice", raisedBy, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{version}.{index}"), recipient);

    /// <summary>The conversation of a key: a function of (customer, channel, account, thread, ordinal).</summary>
    public static ConversationId OfConversation(CustomerId customer, string channel, string account, string thread, int ordinal) =>
        ConversationId.From(Hash("conversation", customer.Value.ToString("N") + ordinal.ToString("x8", System.Globalization.CultureInfo.InvariantCulture) + channel, account, thread));

    /// <summary>The customer that an identity founds: keyed with the store's secret, so ids tell nothing about handles.</summary>
    public static CustomerId OfFirstContact(ReadOnlySpan<byte> storeSecret, IdentityKey first)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> small = stackalloc byte[MaxOnStack];
        HMACSHA256.HashData(storeSecret, Join(small, "customer", first.Channel, first.Scope, first.Handle), hash);
        return CustomerId.From(new Guid(hash[..16], bigEndian: true));
    }

    private static Guid Hash(string domain, string a, string b, string c)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> small = stackalloc byte[MaxOnStack];
        SHA256.HashData(Join(small, domain, a, b, c), hash);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static ReadOnlySpan<byte> Join(Span<byte> small, string domain, string a, string b, string c)
    {
        var most = 16 + Encoding.UTF8.GetMaxByteCount(domain.Length + a.Length + b.Length + c.Length);
        var buffer = most <= small.Length ? small : new byte[most];
        var length = 0;
        foreach (var part in (ReadOnlySpan<string>)[domain, a, b, c])
        {
            var written = Encoding.UTF8.GetBytes(part, buffer[(length + 4)..]);
            BinaryPrimitives.WriteInt32BigEndian(buffer[length..], written);
            length += 4 + written;
        }

        return buffer[..length];
    }
}
