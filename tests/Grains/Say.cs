using SocialCrm.Interactions;

namespace SocialCrm;

/// <summary>Short forms of interactions for tests.</summary>
internal static class Say
{
    public static readonly DateTimeOffset Start = new(2026, 4, 15, 8, 0, 0, TimeSpan.Zero);

    public static Interaction From(string handle, string id, int minute = 0, string channel = "x", string thread = "", string? inReplyTo = null) => new()
    {
        Channel = channel,
        Account = "pohjanlento",
        ExternalId = id,
        Thread = thread,
        InReplyTo = inReplyTo,
        Direction = Direction.Inbound,
        Public = true,
        Text = $"viesti {id}",
        At = Start.AddMinutes(minute),
        Author = new Author { Handle = handle, Name = handle },
    };

    public static Interaction Answer(string id, string? inReplyTo, int minute = 1, string channel = "x") => new()
    {
        Channel = channel,
        Account = "pohjanlento",
        ExternalId = id,
        InReplyTo = inReplyTo,
        Direction = Direction.Outbound,
        Public = true,
        Text = $"vastaus {id}",
        At = Start.AddMinutes(minute),
        Author = new Author { Handle = "aino", Name = "Aino" },
    };
}
