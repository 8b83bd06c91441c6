namespace SocialCrm.Configuration;

/// <summary>What of a document can never be: the first word of the detail of <see cref="ConfigurationRule.Impossible"/>. What follows it is what it is about.</summary>
public enum Contradiction
{
    /// <summary>A response-time policy that promises nothing.</summary>
    NoTarget = 1,

    /// <summary>A matter would have to be resolved before it was answered; about the priority for which.</summary>
    ResolutionBeforeResponse = 2,

    /// <summary>A more urgent matter would have more time than a less urgent one; about the more urgent priority.</summary>
    MoreTimeWhenMoreUrgent = 3,

    /// <summary>A step says neither or both of <c>at</c> and <c>after</c>.</summary>
    AtOrAfter = 4,

    /// <summary>A step that does nothing.</summary>
    DoesNothing = 5,

    /// <summary>A step that stands after a later one; about the time of the one before it.</summary>
    StepsOutOfOrder = 6,

    /// <summary>A range in which there is no number.</summary>
    NothingBetween = 7,

    /// <summary>A rule chooses a policy for a wait at a moment at which none begins.</summary>
    PolicyWithoutWait = 8,

    /// <summary>A tag is added and removed by the same rule; about the tag.</summary>
    AddedAndRemoved = 9,

    /// <summary>Hours that end when they begin.</summary>
    NoHours = 30,
}
