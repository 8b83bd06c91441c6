namespace SocialCrm.Routing;

/// <summary>Presences as they are written.</summary>
public static class PresenceWords
{
    public static readonly IReadOnlyList<(string Word, Presence Value)> All = [("online", Presence.Online), ("away", Presence.Away), ("off", Presence.Off)];

    public static bool TryParse(string? word, out Presence presence)
    {
        foreach (var (known, value) in All)
        {
            if (known != word) continue;
            presence = value;
            return true;
        }

        presence = Presence.Off;
        return false;
    }
}
