namespace SocialCrm.Agents;

/// <summary>
/// Decides what an agent's own choices become. Whoever asks for what there is already changes nothing, whichever version they saw: a repetition
/// after a lost answer is no collision.
/// </summary>
public static class AgentDecider
{
    /// <summary>Null: refused, because the version is another than expected. The same instance: nothing to change.</summary>
    public static SavedViews? Decide(SavedViews state, SaveViews command)
    {
        if (state.Views.SequenceEqual(command.Views)) return state;
        return IsStale(state.Version, command.ExpectedVersion) ? null : new SavedViews { Version = state.Version + 1, Views = command.Views };
    }

    /// <inheritdoc cref="Decide(SavedViews, SaveViews)"/>
    public static NotificationChoices? Decide(NotificationChoices state, SaveNotifications command)
    {
        var choices = command.Choices;
        if (Same(state.Assigned, choices.Assigned) && Same(state.Message, choices.Message) && Same(state.Due, choices.Due)) return state;
        return IsStale(state.Version, command.ExpectedVersion) ? null : choices with { Version = state.Version + 1 };
    }

    private static bool IsStale(long version, long? expected) => expected is { } seen && seen != version;

    private static bool Same(IReadOnlyList<string> some, IReadOnlyList<string> others) => some.SequenceEqual(others, StringComparer.Ordinal);
}
