using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Stats;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.ResponseTimes;

/// <summary>
/// A recording is taken in as past traffic under a promise of two hours; what the journal says of each wait afterwards is what a count by hand says, whatever
/// the order in which it came. Each store inherits it.
/// </summary>
public abstract class RecordedWaitsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TwoHours = TimeSpan.FromHours(2);

    /// <summary>Of the support tweets, counted once by a script in another language: waits, late answers, waits without an answer, seconds of lateness together.</summary>
    private static readonly (int Waits, int Late, int Open, long LatenessSeconds) Tweets = (2_372, 406, 290, 29_200_116);

    private CrmHost _crm = null!;

    protected abstract Task<(string Store, string Folder)> NewStoreAsync();

    public static TheoryData<string> All => Recordings.SupportTweets is null ? ["made up"] : ["made up", "support tweets"];

    public async Task InitializeAsync()
    {
        var (store, folder) = await NewStoreAsync();
        _crm = await CrmHost.StartAsync(store, folder, services => services.AddSingleton<IConfigurations>(new FixedConfiguration(new Configuration.Configuration
        {
            Version = 1,
            ResponseTimes = new ResponsePolicies([new ResponsePolicy { Id = "two hours", FirstResponse = Target.Of(TwoHours), NextResponse = Target.Of(TwoHours) }]),
        })));
    }

    public async Task DisposeAsync() => await _crm.DisposeAsync();

    [Theory]
    [MemberData(nameof(All))]
    public async Task PastTraffic_inOrder_waitsAsCountedByHand(string name)
    {
        var recording = Read(name);
        await TakeAsync(recording, atOnce: 1);

        await AgreesAsync(recording);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task PastTraffic_shuffled_byTenSenders_waitsAsCountedByHand(string name)
    {
        var recording = Read(name).ToArray();
        new Random(7).Shuffle(recording);
        await TakeAsync(recording, atOnce: 10);

        await AgreesAsync(recording);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SupportTweets_figures_areTheCheckedInOnes(string name)
    {
        if (name != "support tweets") return;
        var lines = WaitsByHand.Of(Read(name), TwoHours);
        var late = lines.Where(l => l.Contains("late ", StringComparison.Ordinal)).ToArray();

        Assert.Equal(Tweets, (lines.Count, late.Length, lines.Count(l => l.EndsWith("breached", StringComparison.Ordinal)),
            late.Sum(l => long.Parse(l.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture))));
    }

    private async Task AgreesAsync(IReadOnlyList<Said> recording)
    {
        await _crm.Services.GetRequiredService<HistoryEnd>().RunAsync(CancellationToken.None);
        var byHand = WaitsByHand.Of(recording, TwoHours);
        Assert.Equal(byHand, await RecordedAsync());

        var follower = _crm.Services.GetRequiredService<ResponseFollower>();
        var report = new ResponseReport { From = DateTimeOffset.UnixEpoch, To = DateTimeOffset.UnixEpoch.AddYears(80) };
        var reports = _crm.Services.GetRequiredService<IResponseReports>();
        ResponseFiguresView first = new(), next = new();
        // Rows are followed once no transaction of the whole server is older, and other tests have theirs.
        await Waiting.ForAsync("all waits in the report", Patience, async () =>
        {
            while (await follower.StepAsync(CancellationToken.None))
            {
            }

            (first, next) = (await reports.ReportAsync(report, default), await reports.ReportAsync(report with { Kind = ClockKind.NextResponse }, default));
            return first.Total.Waits + next.Total.Waits >= byHand.Count;
        });
        Assert.Equal(byHand.Count, first.Total.Waits + next.Total.Waits);
        Assert.Equal(byHand.Count(l => l.Contains("breached", StringComparison.Ordinal)), first.Total.Breached + next.Total.Breached);
        Assert.Equal(byHand.Count(l => !l.EndsWith(" breached", StringComparison.Ordinal)), first.Total.Answered + next.Total.Answered);
    }

    private static List<Said> Read(string name) => name == "made up" ? Recordings.MadeUp(seed: 3) : Recordings.ReadTweets(Recordings.SupportTweets!);

    private async Task TakeAsync(IReadOnlyList<Said> recording, int atOnce) => await Parallel.ForEachAsync(
        recording.Chunk(100), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (chunk, _) =>
        {
            var taken = await _crm.Intake.TakeAsync([.. chunk.Select(Recordings.ToInteraction)], new IntakeOrigin("test", Trusted: true, History: true), CancellationToken.None);
            Assert.IsType<IntakeResult.Taken>(taken);
        });

    /// <summary>The same lines, from the events that the journal holds and nothing else.</summary>
    private async Task<List<string>> RecordedAsync()
    {
        var lines = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _crm.Queries.ConversationsAsync(new ConversationFilter { Cursor = cursor, Limit = 200 }, CancellationToken.None);
            foreach (var conversation in page.Items) lines.AddRange(await RecordedAsync(conversation.Id, (await _crm.CustomerAsync(conversation.CustomerId)).Identities[0].Handle));
            cursor = page.Next;
        }
        while (cursor is not null);
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<string>> RecordedAsync(ConversationId id, string person)
    {
        var breached = new HashSet<DateTimeOffset>();
        var given = new Dictionary<DateTimeOffset, ResponseGiven>();
        foreach (var e in (await _crm.Queries.RowsAsync(id, CancellationToken.None)).SelectMany(r => r.Events))
        {
            switch (e)
            {
                case ClockStarted { Replaces: { } from } started when breached.Remove(from):
                    breached.Add(started.Clock.Since);
                    break;
                case TargetBreached breach:
                    Assert.True(breached.Add(breach.Since), "breached twice");
                    break;
                case BreachWithdrawn withdrawn:
                    Assert.True(breached.Remove(withdrawn.Since), "nothing to withdraw");
                    break;
                case ResponseGiven answer:
                    given[answer.Since] = answer;
                    break;
                case ResponseWithdrawn withdrawn:
                    given.Remove(withdrawn.Since);
                    break;
            }
        }

        return breached.Union(given.Keys).Select(since => WaitsByHand.Line(person, since, given.GetValueOrDefault(since)?.At,
            !breached.Contains(since) ? TimeSpan.Zero : given.TryGetValue(since, out var answer) ? TimeSpan.FromMilliseconds(answer.LateMs) : TimeSpan.MaxValue));
    }
}

public sealed class SqliteRecordedWaitsTests : RecordedWaitsTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-waits");

    protected override Task<(string Store, string Folder)> NewStoreAsync() => Task.FromResult(("sqlite", _folder.FullName));

    public void Dispose() => _folder.Delete(recursive: true);
}

public sealed class PostgresRecordedWaitsTests : RecordedWaitsTests
{
    protected override async Task<(string Store, string Folder)> NewStoreAsync() => (await TestKit.PostgresServer.NewDatabaseAsync(), Path.GetTempPath());
}
