using System.Text.Json;

namespace SocialCrm.Api.Interactions.Reading;

/// <summary>The members of an interaction and of an update, and which of them a name in the request is.</summary>
internal enum Member
{
    Unknown,
    At,
    Kind,
    Text,
    Author,
    Public,
    Reason,
    Thread,
    Account,
    Channel,
    Subject,
    Customer,
    Language,
    Metadata,
    Automatic,
    Direction,
    InReplyTo,
    Permalink,
    Sentiment,
    ExternalId,
    Attachments,
}

internal static class Members
{
    private const int LongestName = 11;

    /// <summary>By length first: at most four comparisons a name.</summary>
    public static Member Of(ref Utf8JsonReader reader)
    {
        scoped var name = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            if (name.Length > LongestName * 6) return Member.Unknown;
            Span<byte> plain = stackalloc byte[LongestName * 6];
            name = plain[..reader.CopyString(plain)];
            return Of(name);
        }

        return Of(name);
    }

    private static Member Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => name.SequenceEqual("at"u8) ? Member.At : Member.Unknown,
        4 => name.SequenceEqual("text"u8) ? Member.Text
            : name.SequenceEqual("kind"u8) ? Member.Kind : Member.Unknown,
        6 => name.SequenceEqual("author"u8) ? Member.Author
            : name.SequenceEqual("public"u8) ? Member.Public
            : name.SequenceEqual("thread"u8) ? Member.Thread
            : name.SequenceEqual("reason"u8) ? Member.Reason : Member.Unknown,
        7 => name.SequenceEqual("channel"u8) ? Member.Channel
            : name.SequenceEqual("account"u8) ? Member.Account
            : name.SequenceEqual("subject"u8) ? Member.Subject : Member.Unknown,
        8 => name.SequenceEqual("customer"u8) ? Member.Customer
            : name.SequenceEqual("language"u8) ? Member.Language
            : name.SequenceEqual("metadata"u8) ? Member.Metadata : Member.Unknown,
        9 => name.SequenceEqual("direction"u8) ? Member.Direction
            : name.SequenceEqual("inReplyTo"u8) ? Member.InReplyTo
            : name.SequenceEqual("automatic"u8) ? Member.Automatic
            : name.SequenceEqual("permalink"u8) ? Member.Permalink
            : name.SequenceEqual("sentiment"u8) ? Member.Sentiment : Member.Unknown,
        10 => name.SequenceEqual("externalId"u8) ? Member.ExternalId : Member.Unknown,
        11 => name.SequenceEqual("attachments"u8) ? Member.Attachments : Member.Unknown,
        _ => Member.Unknown,
    };
}
