using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Journal;

namespace SocialCrm.Rules;

/// <summary>Tries changed rules on past traffic, one trial after the other beside what the process does. Writes nothing, tells nobody.</summary>
public sealed partial class RuleTrials(IGrainFactory grains, IQueries queries, IConfigurations configurations, TimeProvider time, ILogger<RuleTrials> log) : BackgroundService
{
    /// <summary>Trials that wait in one process; more are refused.</summary>
    public const int MaxWaiting = 4;

    /// <summary>Rows that one trial reads; it ends there.</summary>
    public const int MaxRows = 500_000;

    /// <summary>Rows of one conversation; the rest of it isn't looked at.</summary>
    private const int MaxRowsOfOne = 20_000;

    private const int ConversationsAtOnce = 100;
    private const int RowsAtOnce = 1_000;

    private readonly Channel<Asked> _asked = Channel.CreateBounded<Asked>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    /// <summary>The trial's id; null when too many wait.</summary>
    /// <param name="changed">Of a version that no row can name.</param>
    public async Task<string?> StartAsync(Configuration.Configuration changed, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        var total = await queries.CountBetweenAsync(from, until, cancellation);
        // Before it can end.
        await GrainOf(id).ReportAsync(new TrialReport { State = TrialState.Running, Total = total });
        if (_asked.Writer.TryWrite(new Asked(id, changed, from, until, total))) return id;
        await GrainOf(id).ReportAsync(new TrialReport { State = TrialState.Failed, Total = total });
        return null;
    }

    public IRuleTrialGrain GrainOf(string id) => grains.GetGrain<IRuleTrialGrain>(id);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var asked in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RunAsync(asked, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(asked.Id, e.GetType().Name);
                await TellFailedAsync(asked);
            }
        }
    }

    private async Task TellFailedAsync(Asked asked)
    {
        try
        {
            await GrainOf(asked.Id).ReportAsync(new TrialReport { State = TrialState.Failed, Total = asked.Total });
        }
        catch (Exception e)
        {
            Failed(asked.Id, e.GetType().Name);
        }
    }

    private async Task RunAsync(Asked asked, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        var trial = new RuleTrial(configurations.Current, asked.Changed, configurations, asked.From, asked.Until);
        var state = TrialState.Running;
        long rows = 0;
        var isPartial = false;
        Identities.ConversationId? after = null;
        while (state == TrialState.Running)
        {
            try
            {
                var page = await queries.BetweenAsync(asked.From, asked.Until, after, ConversationsAtOnce, cancellation);
                foreach (var head in page)
                {
                    var all = await RowsAsync(head.Id, cancellation);
                    rows += all.Count;
                    trial.Add(ConversationState.New(head.Customer, head.Channel, head.Account, head.Thread, head.Ordinal) with { Id = head.Id }, all);
                    after = head.Id;
                    isPartial = rows >= MaxRows;
                    if (isPartial) break;
                }

                if (page.Count < ConversationsAtOnce || isPartial) state = TrialState.Done;
            }
            catch (StoreUnavailableException)
            {
                state = TrialState.Failed;
            }

            var report = new TrialReport
            {
                State = state, Total = asked.Total, Counts = trial.Counts(), ElapsedMs = (long)time.GetElapsedTime(begun).TotalMilliseconds, IsPartial = isPartial,
            };
            var goOn = await GrainOf(asked.Id).ReportAsync(report);
            if (goOn || state != TrialState.Running) continue;
            state = TrialState.Cancelled;
            await GrainOf(asked.Id).ReportAsync(report with { State = state });
        }
    }

    private async Task<List<RecordedRow>> RowsAsync(Identities.ConversationId conversation, CancellationToken cancellation)
    {
        List<RecordedRow> all = [];
        while (all.Count < MaxRowsOfOne)
        {
            var rows = await queries.RowsAsync(conversation, all.Count == 0 ? 0 : all[^1].Version, RowsAtOnce, cancellation);
            all.AddRange(rows);
            if (rows.Count < RowsAtOnce) break;
        }

        return all;
    }

    private sealed record Asked(string Id, Configuration.Configuration Changed, DateTimeOffset From, DateTimeOffset Until, long Total);

    [LoggerMessage(130, LogLevel.Error, "The trial {Id} of rules broke off: {Reason}")]
    private partial void Failed(string id, string reason);
}
