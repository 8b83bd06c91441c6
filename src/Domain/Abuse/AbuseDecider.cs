using SocialCrm.Conversations;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Abuse;

/// <summary>Decides the abuse ladder's steps, and what they do: a silenced customer's messages are recorded, no clock runs, and nobody is asked to answer.</summary>
public static class AbuseDecider
{
    public static Decision Take(ConversationState state, TakeAbuseStep act, DecisionContext context)
    {
        // Whoever may not mute or block may not lift it either.
        if ((act.Level > AbuseLevel.Warned || state.IsSilenced) && !act.OverOthers) return Decision.Refuse(state, ActOutcome.NotAllowed);
        if (act.Until <= context.Now) return Decision.Refuse(state, ActOutcome.TimeHasPassed);
        DateTimeOffset? until = act.Level == AbuseLevel.Muted ? act.Until ?? context.Now + context.Configuration.Notices.Abuse.MuteFor : null;
        if (state.Dealt.Standing is { } now && now.Level == act.Level && (act.Until is null || now.Until == until)) return Decision.Nothing(state);
        if (act.Level == AbuseLevel.None && state.Dealt.Standing is null) return Decision.Nothing(state);
        return With(state, ActDecider.Happened(state, act, context.Now, new AbuseStepTaken(act.Level, until), act.Reason), context);
    }

    /// <summary>What the customer is told of a step up, in the language they write; null where nothing is to be told.</summary>
    public static string? TextOf(ConversationState before, TakeAbuseStep act, DecisionContext context)
    {
        if (act.Level <= (before.Dealt.Standing?.Level ?? AbuseLevel.None)) return null;
        var texts = context.Configuration.Notices.Abuse;
        var text = act.Level switch { AbuseLevel.Warned => texts.Warn, AbuseLevel.Muted => texts.Mute, _ => texts.Block };
        var isFinnish = before.Spoken is { } spoken ? spoken.Code == "fi" : context.Configuration.Notices.Language == NoticeLanguage.Finnish;
        return isFinnish ? text.Finnish : text.English;
    }

    /// <summary>What was decided later somewhere else counts here; what was decided earlier doesn't.</summary>
    public static Decision Apply(ConversationState state, ApplyStanding act, DecisionContext context) => IsNews(state, act.Standing, context.Now)
        ? With(state, ActDecider.Happened(state, act, context.Now, new StandingApplied(act.Standing)), context)
        : Decision.Nothing(state);

    /// <summary>Whether what is known of the customer is newer than what counts here, and makes a difference.</summary>
    public static bool IsNews(ConversationState state, Standing? standing, DateTimeOffset now) => standing is not null && !(standing.At <= state.Dealt.Standing?.At)
        && (standing.IsSilencedAt(now) || state.Dealt.Standing is not null);

    public static Decision Judge(ConversationState state, JudgeClaim act, DateTimeOffset now) => state.Dealt.Claim == act.Status
        ? Decision.Nothing(state)
        : ActDecider.Happened(state, act, now, new ClaimJudged(act.Status), act.Reason);

    /// <summary>The mute is over: whoever still waits waits from now on.</summary>
    public static DecidedEntry EndMute(ConversationState state, DateTimeOffset until, DecisionContext context)
    {
        ConversationEvent[] ended = [new MuteEnded(until)];
        return new DecidedEntry
        {
            Events = [.. ended, .. Heard(ConversationFold.Apply(state, ended, context.Now), context.Now, context)],
            At = context.Now,
            Source = Sources.OfDeadline(state.Id, "mute", until.ToUnixTimeMilliseconds()),
        };
    }

    public static Decision Notice(ConversationState state, NoticeSilence act, DecisionContext context)
    {
        var alarms = context.Configuration.Notices.Alarms;
        if (alarms.AssigneeAfter is not { } after || SilenceSince(state) is not { } since || since + after > context.Now || state.Dealt.SilenceToldOf == since)
            return Decision.Nothing(state);
        var decision = ActDecider.Happened(state, act, context.Now, new SilenceNoticed(state.Assignee!, since));
        var entry = decision.Entries[0] with
        {
            Events = [.. decision.Entries[0].Events, new NoticeRaised(NoticeLevel.MustReact, [.. alarms.AssigneeTo, Recipients.Assignee], "alarm:assignee")],
            Source = Sources.OfDeadline(state.Id, "silence:" + state.Assignee, since.ToUnixTimeMilliseconds()),
        };
        return decision with { Entries = [entry] };
    }

    /// <summary>Since when whoever has it lets the customer wait; null when nobody waits for them.</summary>
    public static DateTimeOffset? SilenceSince(ConversationState state)
    {
        if (state.Assignee is null || state.Status != Status.Open || state.IsSilenced || state.Messages.WaitingSince is not { } waiting) return null;
        return state.AssigneeSince is { } assigned && assigned > waiting ? assigned : waiting;
    }

    public static Dealings Evolve(Dealings dealings, ConversationEvent e, DateTimeOffset at) => e switch
    {
        AbuseStepTaken step => dealings with { Standing = new Standing { Level = step.Level, Until = step.Until, At = at } },
        StandingApplied applied => dealings with { Standing = applied.Standing },
        MuteEnded ended when dealings.Standing?.Until == ended.Until => dealings with { Standing = dealings.Standing with { Level = AbuseLevel.Warned, Until = null } },
        ClaimJudged judged => dealings with { Claim = judged.Status },
        SilenceNoticed noticed => dealings with { SilenceToldOf = noticed.Since },
        _ => dealings,
    };

    private static Decision With(ConversationState before, Decision decision, DecisionContext context)
    {
        var entry = decision.Entries[0];
        IReadOnlyList<ConversationEvent> more = (before.IsSilenced, decision.State.IsSilenced) switch
        {
            (false, true) => [.. before.Clocks.Select(static c => new ClockDropped(c.Kind, c.Since))],
            (true, false) => Heard(decision.State, entry.At, context),
            _ => [],
        };
        if (more.Count == 0) return decision;
        return decision with { Entries = [entry with { Events = [.. entry.Events, .. more] }], State = ConversationFold.Apply(decision.State, more, entry.At) };
    }

    /// <summary>Whoever waits is heard again: the wait counts from now on, since nobody could answer before.</summary>
    private static IReadOnlyList<ConversationEvent> Heard(ConversationState state, DateTimeOffset at, DecisionContext context)
    {
        if (state.Messages.WaitingSince is null || state.Phase == Phase.Resolved || state.Clocks.Count > 0) return [];
        if (context.Configuration.ResponseTimes.For(context.FactsOf(state, null, at)) is not { } policy) return [];
        var kind = state.Messages.Responses == 0 ? ClockKind.FirstResponse : ClockKind.NextResponse;
        return policy.TargetOf(kind).At(state.Priority) is { } target ? [new ClockStarted(Clock.Start(kind, at, policy, target, context.Configuration))] : [];
    }
}
