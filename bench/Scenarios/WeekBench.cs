using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using SocialCrm.Bench.Load;
using SocialCrm.Bench.Traffic;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Scenarios;

/// <summary>
/// A week of an airline's service (70,000 messages, 14 languages, 150 agents), all at once: one sender a language with arrays of
/// 100, and every agent with a connection of its own, one answer a request, as soon as the question is accepted.
/// </summary>
internal static class WeekBench
{
    public static async Task RunAsync(BenchRun run, string storeName, string folder, Func<Task<string>> newStore, Sentences sentences, int interactions)
    {
        var week = new Week(sentences, interactions / Sentences.Languages.Length);
        var requests = Sentences.Languages.Select(week.Of).ToArray();
        List<Sent> rounds = [];
        for (var round = 0; round < run.Rounds; round++)
        {
            var data = Directory.CreateDirectory(Path.Combine(folder, $"week{round}")).FullName;
            await using var service = await ServiceProcess.StartAsync(await newStore(), data, BenchRun.Unlimited);
            var writers = Enumerable.Range(0, 16).Select(static i => new RequestWriter("/api/interactions", ServiceProcess.Key, 20, new WarmCustomers($"warm{i}-", 200).Next, i)).ToArray();
            await HttpLoad.RunAsync(service, writers.Length, TimeSpan.Zero, run.StartUp, i => writers[i].Next());
            var before = await CountAsync(service);
            var sent = await SendAsync(service, requests);
            var stored = await CountAsync(service);
            if (stored.Interactions - before.Interactions != sent.Count || stored.Unlinked != 0)
                throw new InvalidOperationException($"{stored.Interactions - before.Interactions} of {sent.Count} interactions are stored, {stored.Unlinked} unlinked");
            Console.WriteLine($"  round {round + 1}: {sent.Count:#,0} in {sent.Seconds:0.00} s");
            rounds.Add(sent);
        }

        Tell(run.Report, storeName, rounds.OrderBy(static r => r.Seconds).ElementAt(rounds.Count / 2));
    }

    private static async Task<Sent> SendAsync(ServiceProcess service, WeekRequest[][] requests)
    {
        var answers = Channel.CreateUnbounded<WeekRequest>();
        var accepted = new ConcurrentBag<Accepted>();
        var cpu = ProcessorTime.Now(service);
        var start = Stopwatch.GetTimestamp();
        var agents = Enumerable.Range(0, Week.Agents).Select(_ => OverAsync(async connection =>
        {
            await foreach (var answer in answers.Reader.ReadAllAsync()) await OneAsync(connection, answer);
        })).ToArray();
        await Task.WhenAll(requests.Select(language => OverAsync(async connection =>
        {
            foreach (var request in language)
            {
                await OneAsync(connection, request);
                foreach (var answer in request.Answers) answers.Writer.TryWrite(answer);
            }
        })));
        answers.Writer.Complete();
        await Task.WhenAll(agents);
        return new Sent([.. accepted], Stopwatch.GetElapsedTime(start).TotalSeconds, ProcessorTime.Now(service) - cpu);

        Task OverAsync(Func<HttpConnection, Task> work) => Task.Run(async () =>
        {
            using var connection = await HttpConnection.ConnectAsync(service.Port);
            await work(connection);
        });

        async Task OneAsync(HttpConnection connection, WeekRequest request)
        {
            var sent = Stopwatch.GetTimestamp();
            var status = await connection.SendAsync(request.Bytes);
            if (status != 200) throw new InvalidOperationException($"{status}: {Encoding.UTF8.GetString(connection.Body.Span)}");
            accepted.Add(new Accepted(request.Language, request.Count, Stopwatch.GetElapsedTime(sent).TotalMilliseconds, Stopwatch.GetElapsedTime(start).TotalSeconds));
        }
    }

    private static void Tell(Report report, string store, Sent sent)
    {
        report.Add(new Figure(
            store, $"the KLM week: {sent.Count:#,0} interactions, 14 languages, {Week.Agents} agents", "s", sent.Seconds, Target: "below 10 s (7 s)",
            Note: FormattableString.Invariant($"{sent.Count / sent.Seconds:0}/s; {sent.Cpu.Each(sent.Count)}; without rules, which don't exist yet")));
        foreach (var language in Sentences.Languages)
        {
            var mine = sent.All.Where(a => a.Language == language).ToArray();
            var count = mine.Sum(static a => a.Count);
            report.Add(new Figure(
                store, $"the KLM week: {language}, {count:#,0} interactions", "1/s", count / mine.Max(static a => a.AtSecond),
                Note: $"arrays of 100: {Spread(mine.Where(static a => a.Count > 1))}; agents' answers: {Spread(mine.Where(static a => a.Count == 1))}"));
        }
    }

    private static string Spread(IEnumerable<Accepted> accepted)
    {
        var sorted = accepted.Select(static a => a.Ms).Order().ToArray();
        return FormattableString.Invariant($"p50 {HttpLoad.Percentile(sorted, 0.50):0} ms, p99 {HttpLoad.Percentile(sorted, 0.99):0} ms");
    }

    private static async Task<(long Interactions, long Unlinked)> CountAsync(ServiceProcess service)
    {
        using var client = service.Client();
        using var stats = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/stats", UriKind.Relative)));
        return (stats.RootElement.GetProperty("interactions").GetInt64(), stats.RootElement.GetProperty("unlinked").GetInt64());
    }

    private sealed record Accepted(string Language, int Count, double Ms, double AtSecond);

    private sealed record Sent(IReadOnlyList<Accepted> All, double Seconds, ProcessorTime Cpu)
    {
        public int Count => All.Sum(static a => a.Count);
    }
}
