using SocialCrm.Abuse;
using SocialCrm.Alarms;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;
using SocialCrm.Stats;

namespace SocialCrm.Api.Alarms;

/// <summary><c>GET /api/alarms</c>: what stands right now, whoever was told of it. One answer serves all who ask within <see cref="LifeMs"/>.</summary>
internal sealed class GetAlarms(IAlarmQueries alarms, IConfigurations configurations, TimeProvider time)
{
    private const long LifeMs = 5_000;

    /// <summary>Most accounts of channels of one answer.</summary>
    private const int MaxChannels = 200;

    /// <summary>Most conversations of one answer whose assignee is silent.</summary>
    private const int MaxSilent = 200;

    private readonly LastInbound _lastInbound = new(alarms);
    private readonly Lock _gate = new();
    private (Task<AlarmsView> Alarms, long Since)? _latest;

    public async Task HandleAsync(HttpContext context) => await context.JsonAsync(await StandingAsync(), ApiJson.Alarms);

    private Task<AlarmsView> StandingAsync()
    {
        lock (_gate)
        {
            if (_latest is { } latest && !latest.Alarms.IsFaulted && (!latest.Alarms.IsCompleted || time.GetElapsedTime(latest.Since).TotalMilliseconds < LifeMs)) return latest.Alarms;
            // Nobody's cancellation: others wait for it, too.
            var standing = LookAsync(CancellationToken.None);
            _latest = (standing, time.GetTimestamp());
            return standing;
        }
    }

    private async Task<AlarmsView> LookAsync(CancellationToken cancellation)
    {
        var (configuration, now) = (configurations.Current, time.GetUtcNow());
        var plan = configuration.Notices.Alarms;
        List<AlarmView> found = [];
        foreach (var quiet in plan.Quiet)
        {
            if (await _lastInbound.OfAsync(quiet.Channel, quiet.Account, now, cancellation) is { } last && ChannelAlarms.IsQuiet(quiet, last, configuration.Calendars, now))
                found.Add(new AlarmView { Kind = "quiet", Channel = quiet.Channel, Account = quiet.Account, Since = last });
        }

        if (plan.UnwatchedAfter is { } unwatchedAfter)
        {
            var waiting = await alarms.WaitingChannelsAsync(now - unwatchedAfter, MaxChannels, cancellation);
            found.AddRange(ChannelAlarms.Unwatched(waiting, configuration.Calendars, now)
                .Select(static u => new AlarmView { Kind = "unwatched", Channel = u.Channel, Account = u.Account, Until = u.Opens }));
        }

        if (plan.AssigneeAfter is { } assigneeAfter) found.AddRange(await SilentAsync(now - assigneeAfter, cancellation));
        return new AlarmsView { At = now, Items = found };
    }

    private async Task<IEnumerable<AlarmView>> SilentAsync(DateTimeOffset before, CancellationToken cancellation) =>
        from waiting in await alarms.AssignedAsync(before, after: null, MaxSilent, cancellation)
        let since = AbuseDecider.SilenceSince(waiting.State)
        where since <= before
        select new AlarmView
        {
            Kind = "assignee",
            Channel = waiting.State.Channel,
            Account = waiting.State.Account,
            Since = since,
            ConversationId = waiting.Id,
            Assignee = waiting.State.Assignee,
        };
}
