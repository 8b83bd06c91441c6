using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Abuse;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Interactions;
using SocialCrm.Live;
using SocialCrm.Notices;
using SocialCrm.Storage;

namespace SocialCrm.Alarms;

/// <summary>
/// Looks every half minute for what nobody would notice because nothing happens. What is found is told once: a conversation's silence by a row of its own, a
/// channel's by the ids of its notices, so any number of processes may look.
/// </summary>
internal sealed partial class SilenceSweep(
    Store store, IGrainFactory grains, IConfigurations configurations, KnownPeople people, IChangeSink sink, TimeProvider time, ILogger<SilenceSweep> log) : BackgroundService
{
    private const int MaxPage = 200;

    /// <summary>Most conversations of one look whose assignee is silent; the rest is found in the next.</summary>
    private const int MaxSilent = 2_000;

    /// <summary>Most accounts of channels of one look on which somebody waits.</summary>
    private const int MaxChannels = 1_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private readonly LastInbound _lastInbound = new(store.Alarms);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // A cancellation from below included: an exception that leaves this loop ends the process.
                Postponed(e.GetType().Name);
            }
        }
    }

    internal async Task LookAsync(CancellationToken cancellation)
    {
        var configuration = configurations.Current;
        var alarms = configuration.Notices.Alarms;
        var now = time.GetUtcNow();
        if (alarms.AssigneeAfter is { } assigneeAfter) await TellOfAssigneesAsync(now - assigneeAfter, cancellation);
        List<RaisedAlarm> raised = [];
        foreach (var quiet in alarms.Quiet)
        {
            if (ChannelAlarms.Quiet(quiet, await _lastInbound.OfAsync(quiet.Channel, quiet.Account, now, cancellation), configuration.Calendars, now) is { } alarm) raised.Add(alarm);
        }

        if (alarms.UnwatchedAfter is { } unwatchedAfter)
        {
            var waiting = await store.Alarms.WaitingChannelsAsync(now - unwatchedAfter, MaxChannels, cancellation);
            raised.AddRange(ChannelAlarms.Unwatched(waiting, alarms, configuration.Calendars, now));
        }

        // Without a time, every message would be one too many for a moment.
        if (alarms.UnansweredAfter > TimeSpan.Zero
            && ChannelAlarms.Unanswered(await store.Alarms.UnansweredAsync(now - alarms.UnansweredAfter, cancellation), alarms, now) is { } unanswered) raised.Add(unanswered);
        if (raised.Count > 0) await TellAsync(raised, configuration, now, cancellation);
    }

    private async Task TellAsync(List<RaisedAlarm> raised, Configuration.Configuration configuration, DateTimeOffset now, CancellationToken cancellation)
    {
        NoticeRow[] notices =
        [
            .. raised.SelectMany(alarm => Recipients.Of(alarm.Level, alarm.To, conversation: null, now, configuration, people.Current).Select(recipient => new NoticeRow(
                NoticeId.From(Sources.OfNotice(alarm.Subject, alarm.Period, 0, recipient.Name)), recipient.Name, alarm.Level, alarm.About,
                recipient.IsOnCall && alarm.Level == NoticeLevel.MustReact, null, null, now))),
        ];
        var told = await store.Notices.AddAsync(notices, cancellation);
        if (told.Count == 0) return;
        sink.Raised([.. told.Select(static n => n.ToView())]);
        store.NoticeBell.Ring();
    }

    private async Task TellOfAssigneesAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        WaitingConversation? last = null;
        for (var told = 0; told < MaxSilent;)
        {
            var page = await store.Alarms.AssignedAsync(before, last, MaxPage, cancellation);
            foreach (var waiting in page)
            {
                if (AbuseDecider.SilenceSince(waiting.State) is not { } since || since > before || waiting.State.Dealt.SilenceToldOf == since) continue;
                var result = await grains.GetGrain<IConversationGrain>(Keys.Of(waiting.Id)).ActAsync(new NoticeSilence { Actor = "alarm" });
                if (result.Change is { } change) await grains.GetGrain<ICustomerGrain>(Keys.Of(change.CustomerId)).ObserveAsync(change);
                told++;
            }

            if (page.Count < MaxPage) return;
            last = page[^1];
        }
    }

    [LoggerMessage(140, LogLevel.Warning, "Alarms postponed by half a minute: {Reason}")]
    private partial void Postponed(string reason);
}
