using SocialCrm.Conversations;

namespace SocialCrm.ResponseTimes;

/// <summary>What an application of policies came to, seen from outside.</summary>
internal static class PolicyApplications
{
    public static PolicyApplication Of(ConversationState before, ConversationState after, DateTimeOffset now)
    {
        var (was, applied) = (ClockOf(before), ClockOf(after));
        return new PolicyApplication
        {
            Policy = applied?.Policy,
            DueAt = applied?.DueAt,
            IsChanged = was != applied,
            IsMissedAtOnce = was?.Breached != true && applied is { Breached: false, DueAt: { } due } && due <= now,
            WasMissed = applied?.Breached == true,
        };
    }

    private static Clock? ClockOf(ConversationState state) => state.Clocks.FirstOrDefault(static c => c.Kind != ClockKind.Resolution);
}
