using System.Text.Json.Serialization;
using SocialCrm.Calendars;

namespace SocialCrm.ResponseTimes;

/// <summary>What a target is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClockKind>))]
public enum ClockKind
{
    /// <summary>From the customer's first message to the first human answer.</summary>
    [JsonStringEnumMemberName("first-response")] FirstResponse = 1,

    /// <summary>From the first message after an answer to the next human answer.</summary>
    [JsonStringEnumMemberName("next-response")] NextResponse = 2,

    /// <summary>From the message that opened (or reopened) the matter to its resolution, without the time in which the customer was awaited.</summary>
    [JsonStringEnumMemberName("resolution")] Resolution = 3,
}

/// <summary>
/// The time that a target leaves, as it runs in one conversation: business time of the policy's calendar, standing still while the conversation is
/// snoozed (a resolution's also while the customer is awaited).
/// </summary>
public sealed record Clock
{
    public ClockKind Kind { get; init; }

    /// <summary>The time of the customer's message that began it: with the kind, what makes one wait different from another.</summary>
    public DateTimeOffset Since { get; init; }
    public string Policy { get; init; } = "";

    /// <summary>The configuration by which it is judged to its end, whatever is configured meanwhile.</summary>
    public long Configuration { get; init; }

    /// <summary>Milliseconds of business time.</summary>
    public long TargetMs { get; init; }

    /// <summary>Milliseconds of business time that had passed when it last stood still.</summary>
    public long AccruedMs { get; init; }

    /// <summary>Since when it runs without a pause; null while it stands still.</summary>
    public DateTimeOffset? RunningFrom { get; init; }

    /// <summary>When the target is missed; null while it stands still, and where the calendar never opens again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How many of its <see cref="Marks"/> were judged.</summary>
    public int Passed { get; init; }

    /// <summary>When the next mark is to be judged; null when there is none.</summary>
    public DateTimeOffset? NextAt { get; init; }
    public bool Breached { get; init; }

    public static Clock Start(ClockKind kind, DateTimeOffset since, ResponsePolicy policy, TimeSpan target, Configuration.Configuration configuration) =>
        new Clock
        {
            Kind = kind,
            Since = since,
            Policy = policy.Id,
            Configuration = configuration.Version,
            TargetMs = (long)target.TotalMilliseconds,
            RunningFrom = since,
        }.Timed(configuration);

    /// <summary>Standing still from a time on; one that stands still already stays as it is.</summary>
    public Clock Pause(DateTimeOffset at, Configuration.Configuration configuration) => RunningFrom is not { } from
        ? this
        : this with { AccruedMs = AccruedMs + (long)CalendarIn(configuration).Between(from, at).TotalMilliseconds, RunningFrom = null, DueAt = null, NextAt = null };

    /// <summary>Running on from a time; one that runs stays as it is.</summary>
    public Clock Resume(DateTimeOffset at, Configuration.Configuration configuration) => RunningFrom is not null ? this : (this with { RunningFrom = at }).Timed(configuration);

    /// <summary>With another target, as a changed priority gives: it can be missed from now on, but not before now. What was judged stays judged.</summary>
    public Clock Retarget(TimeSpan target, DateTimeOffset now, Configuration.Configuration configuration) =>
        Breached ? this : (this with { TargetMs = Math.Max((long)target.TotalMilliseconds, ElapsedMs(now, configuration)) }).Timed(configuration);

    /// <summary>Business time that has passed until <paramref name="at"/>, in milliseconds.</summary>
    public long ElapsedMs(DateTimeOffset at, Configuration.Configuration configuration) =>
        AccruedMs + (RunningFrom is { } from ? (long)CalendarIn(configuration).Between(from, at).TotalMilliseconds : 0);

    /// <summary>Whether an answer at this time is too late.</summary>
    public bool IsLate(DateTimeOffset at, Configuration.Configuration configuration) => ElapsedMs(at, configuration) > TargetMs;

    /// <param name="configuration">That of <see cref="Configuration"/>.</param>
    public Clock Timed(Configuration.Configuration configuration)
    {
        if (RunningFrom is null) return this with { DueAt = null, NextAt = null };
        var marks = Marks.Of(this, configuration);
        return this with { DueAt = TimeOf(TargetMs, configuration), NextAt = Passed < marks.Count ? TimeOf(marks[Passed].AfterMs, configuration) : null };
    }

    /// <summary>When so much business time will have passed; null while it stands still or where the calendar never opens so long.</summary>
    public DateTimeOffset? TimeOf(long elapsedMs, Configuration.Configuration configuration)
    {
        if (RunningFrom is not { } from) return null;
        return elapsedMs <= AccruedMs ? from : CalendarIn(configuration).Add(from, TimeSpan.FromMilliseconds(elapsedMs - AccruedMs));
    }

    private BusinessCalendar CalendarIn(Configuration.Configuration configuration) =>
        configuration.Calendars.Of(configuration.ResponseTimes.ById(Policy)?.Calendar ?? CalendarSet.Always);
}
