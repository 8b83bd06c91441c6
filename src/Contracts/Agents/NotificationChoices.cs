using Orleans;

namespace SocialCrm.Agents;

/// <summary>By what means somebody wants to hear of what; an empty list: not at all.</summary>
[GenerateSerializer, Alias("crm.notification-choices"), Immutable]
public sealed record NotificationChoices
{
    public const string Screen = "screen";
    public const string Sound = "sound";
    public const string Mail = "mail";
    public const string Webhook = "webhook";

    /// <summary>A notice on the screen, a sound, a mail, and a call of their webhook; the last two where the configuration has an address of theirs.</summary>
    public static readonly IReadOnlyList<string> Means = [Screen, Sound, Mail, Webhook];

    private static readonly IReadOnlyList<string> AtTheDesk = [Screen, Sound];

    /// <summary>Counts the changes; 0 before the first.</summary>
    [Id(0)] public long Version { get; init; }

    /// <summary>A conversation was assigned or handed over to them. Default: screen and sound.</summary>
    [Id(1)] public IReadOnlyList<string> Assigned { get; init; } = AtTheDesk;

    /// <summary>A customer wrote in a conversation of theirs. Default: on the screen.</summary>
    [Id(2)] public IReadOnlyList<string> Message { get; init; } = [Screen];

    /// <summary>Something in a conversation of theirs is due, or a notice is raised to them; mails and webhooks follow this one. Default: screen and sound.</summary>
    [Id(3)] public IReadOnlyList<string> Due { get; init; } = AtTheDesk;
}

/// <summary>Replaces all choices.</summary>
[GenerateSerializer, Alias("crm.save-notifications"), Immutable]
public sealed record SaveNotifications
{
    /// <summary>Refused when the version is another by now; null: whatever it is.</summary>
    [Id(0)] public long? ExpectedVersion { get; init; }

    /// <summary>Their version is ignored.</summary>
    [Id(1)] public NotificationChoices Choices { get; init; } = new();
}

[GenerateSerializer, Alias("crm.notifications-saved"), Immutable]
public sealed record NotificationsSaved
{
    /// <summary>Nothing was changed: somebody else, or another window of the same person, was faster.</summary>
    [Id(0)] public bool IsStale { get; init; }

    /// <summary>As they are now.</summary>
    [Id(1)] public NotificationChoices Now { get; init; } = new();
}
