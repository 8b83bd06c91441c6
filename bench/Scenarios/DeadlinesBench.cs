using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SocialCrm.Bench.Load;
using SocialCrm.Bench.Stores;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Journal;
using SocialCrm.ResponseTimes;
using SocialCrm.Storage;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Scenarios;

/// <summary>
/// A million conversations with a target still to come, of which some are missed while the service runs: ten thousand within one second, and then fifty a second.
/// Nobody of them is in memory. How late each was judged is read from the journal.
/// </summary>
internal static class DeadlinesBench
{
    private const int AtOnce = 10_000;
    private const int Steady = 3_000;
    private const int SteadyPerSecond = 50;
    private static readonly TimeSpan Target = TimeSpan.FromHours(2);

    /// <summary>The start of the service, and a pause in which it does nothing.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(30);

    /// <summary>How long the service may need to write the response times of a journal that it finds, as often as the rebuild took. A service that wrote the journal itself has them.</summary>
    private const double Followed = 2.5;

    private static readonly TimeSpan SteadyAfter = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(BenchRun run, int pending, string folder)
    {
        var store = await StoreScenarios.NewStoreAsync("postgres");
        try
        {
            var secret = await SecretAsync(store);
            var begun = TimeProvider.System.GetUtcNow();
            await GeneratedJournal.FillAsync(store, (0, pending), 1, secret, i => (begun.AddDays(1).AddSeconds(i), Promise));
            var watch = Stopwatch.StartNew();
            await MillionBench.RebuildAsync(run.Report, store);

            // Rebuilt once more, now that it is known how long that takes: then the first of them are due.
            var due = TimeProvider.System.GetUtcNow() + (watch.Elapsed * (1.5 + Followed)) + Lead;
            await GeneratedJournal.FillAsync(store, (pending, AtOnce + Steady), 1, secret, i => (DueAt(i - pending, due) - Target, Promise));
            await MillionBench.RebuildAsync(run.Report, store);
            await using var service = await ServiceProcess.StartAsync(store, folder, BenchRun.Unlimited);
            await using var source = NpgsqlDataSource.Create(store);
            await FollowedAsync(source, pending, due);
            var before = ProcessorTime.Now(service);
            await JudgedAsync(source, due);
            var used = ProcessorTime.Now(service) - before;
            await TellAsync(run.Report, source, pending, due, used.Each(AtOnce + Steady));
        }
        finally
        {
            await PostgresServer.DropDatabaseAsync(store);
        }
    }

    /// <summary>Of the program's own configuration, so that the service finds what it is judged by; no policy of that name is there: it is missed, and nobody is told.</summary>
    private static DecisionContext Promise { get; } = new()
    {
        Now = DateTimeOffset.UnixEpoch,
        Configurations = new FixedConfiguration(new Configuration.Configuration { ResponseTimes = new ResponsePolicies([new ResponsePolicy { Id = "bench", FirstResponse = ResponseTimes.Target.Of(Target), WarnAt = [] }]) }),
    };

    private static DateTimeOffset DueAt(int index, DateTimeOffset due) => index < AtOnce
        ? due.AddMilliseconds(index * 1_000 / AtOnce)
        : due + SteadyAfter + TimeSpan.FromMilliseconds((index - AtOnce) * 1_000 / SteadyPerSecond);

    private static async Task<byte[]> SecretAsync(string store)
    {
        await using var opened = new Store(new StorageOptions { Store = store }, new MillionBench.Nobody(), TimeProvider.System, NullLogger<Store>.Instance);
        await opened.OpenAsync(CancellationToken.None);
        return await opened.Access.SecretAsync(CancellationToken.None);
    }

    private static async Task FollowedAsync(NpgsqlDataSource source, int pending, DateTimeOffset due)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync())
        {
            await using var followed = source.CreateCommand("select count(*) from responses");
            if ((long)(await followed.ExecuteScalarAsync())! == pending + AtOnce + Steady) return;
            if (TimeProvider.System.GetUtcNow() > due) throw new TimeoutException("the response times of the journal weren't written before the first deadline came");
        }
    }

    /// <summary>Asked along the index of deadlines, so that asking costs next to nothing.</summary>
    private static async Task JudgedAsync(NpgsqlDataSource source, DateTimeOffset due)
    {
        var last = DueAt(AtOnce + Steady - 1, due);
        await Task.Delay(last - TimeProvider.System.GetUtcNow());
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        while (await timer.WaitForNextTickAsync())
        {
            await using var left = source.CreateCommand("select exists(select from conversations where next_due_at <= $1)");
            left.Parameters.Add(new NpgsqlParameter { Value = last.ToUnixTimeMilliseconds() });
            if (!(bool)(await left.ExecuteScalarAsync())!) return;
            if (TimeProvider.System.GetUtcNow() > last + Patience) throw new TimeoutException($"not all of {AtOnce + Steady} deadlines were judged {Patience} after the last");
        }
    }

    private static async Task TellAsync(Report report, NpgsqlDataSource source, int pending, DateTimeOffset due, string cpu)
    {
        List<(DateTimeOffset Due, double LateMs)> judged = [];
        await using var command = source.CreateCommand("select recorded_at, events from journal where version = 2");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var at = EventJson.ReadEvents(reader.GetString(1)).OfType<TargetBreached>().First().DueAt;
            judged.Add((at, reader.GetInt64(0) - at.ToUnixTimeMilliseconds()));
        }

        var burst = judged.Where(j => j.Due < due + SteadyAfter).ToArray();
        var all = burst.Max(static j => j.Due.AddMilliseconds(j.LateMs)) - due;
        report.Add(new Figure("postgres", $"{AtOnce.ToString("#,0", CultureInfo.InvariantCulture)} cold deadlines due in one second, of {pending.ToString("#,0", CultureInfo.InvariantCulture)} pending: all judged after", "s",
            all.TotalSeconds, Target: "below 10 s (5 s)", Note: cpu));
        var steady = judged.Where(j => j.Due >= due + SteadyAfter).Select(static j => j.LateMs).Order().ToArray();
        report.Add(new Figure("postgres", $"{SteadyPerSecond} deadlines a second: late by, p99", "ms", steady[(int)(steady.Length * 0.99)], Target: "below 1,000 ms",
            Note: FormattableString.Invariant($"p50 {steady[steady.Length / 2]:0} ms, most {steady[^1]:0} ms")));
    }
}
