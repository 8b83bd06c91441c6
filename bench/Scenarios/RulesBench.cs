using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using SocialCrm.Bench.Load;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Rules;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Scenarios;

/// <summary>What two hundred rules cost: a message's decision with and without them, and the intake of one service with and without them in alternating runs.</summary>
internal static class RulesBench
{
    private const int Rules = 200;
    private const int WarmCustomers = 2_000;
    private const int Messages = 20_000;

    private static readonly string[] Texts =
    [
        "Hei, lentoni Osloon peruttiin aamulla eikä kukaan vastaa puhelimeen. Miten saan paikan iltalennolle?",
        "Thanks for the quick answer! The crew on AY 812 was lovely as always, see you next week in Helsinki.",
        "Missä laukkuni on? Laskeuduimme kolme tuntia sitten, hihna on tyhjä ja tiskillä on neljänkymmenen ihmisen jono, eikä kukaan osaa sanoa mitään.",
        "ok",
        "Får jag ta med mig en hund i kabinen på flyget till Åbo, och vad kostar det? Hen väger sex kilo med väskan.",
    ];

    /// <summary>Of one message, without a service around it.</summary>
    public static void Decide(BenchRun run)
    {
        var with = Microseconds(run, Configured(Document()));
        var without = Microseconds(run, Configuration.Configuration.Empty);
        run.Report.Add(new Figure("", $"decision of a message, {Rules} rules", "us", with, "no rules", without, "below 50", "words, expressions, values and times; one in a hundred acts"));
    }

    public static async Task RunAsync(BenchRun run, string storeName, string store, string folder)
    {
        await using var service = await ServiceProcess.StartAsync(store, folder, BenchRun.Unlimited);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{service.Port.ToString(CultureInfo.InvariantCulture)}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.Key);
        long next = 0;
        foreach (var (name, connections, batch) in new[] { ("one a request, 64 connections", 64, 1), ("arrays of 100, 16 connections", 16, 100) })
        {
            await MeasureAsync(run with { Warmup = run.StartUp }, service, connections, batch, Pick);
            var (on, off) = (new List<LoadResult>(), new List<LoadResult>());
            for (var round = 0; round < run.Rounds; round++)
            {
                await PutAsync(client, "rules: []");
                off.Add(await MeasureAsync(run, service, connections, batch, Pick));
                await PutAsync(client, Document());
                on.Add(await MeasureAsync(run, service, connections, batch, Pick));
            }

            var (with, without) = (Median(on), Median(off));
            run.Report.Add(new Figure(storeName, $"ingest, {Rules} rules, {name}", "1/s", with.PerSecond * batch, "no rules", without.PerSecond * batch, "0.85 x",
                FormattableString.Invariant($"p50 {with.P50Ms:0.0} ms, p99 {with.P99Ms:0.0} ms; {with.Cpu.Each(with.Requests * batch)}, without {without.Cpu.Each(without.Requests * batch)}")));
        }

        (string, string) Pick(Random random) => ($"@warm{random.Next(WarmCustomers)}", $"r{Interlocked.Increment(ref next)}");
    }

    /// <summary>As a company of some size might have them. The words of the measured messages are among them: the texts are searched to their ends, and some rules act once.</summary>
    private static string Document()
    {
        var text = new StringBuilder("rules:\n");
        for (var i = 0; i < Rules; i++)
        {
            var condition = (i % 10) switch
            {
                0 or 1 or 2 or 3 => $"{{ text: {{ words: [tuote{i}, \"tuotteen {i} palautu*\", varaosa{i}, takuu{i}*] }} }}",
                4 => $"{{ text: {{ matches: 'tilaus(numero)?\\s*[:#]?\\s*{i}\\d{{4}}' }} }}",
                5 => $"{{ channel: [email, facebook], account: myymala{i}@pohjanlento.example }}",
                6 => $"{{ followers: {{ atLeast: {10_000 + i} }}, public: true, sentiment: {{ below: -0.5 }} }}",
                7 => $"{{ any: [{{ customerTags: taso{i} }}, {{ tags: [aihe{i}, aihe{i + 1}] }}], not: {{ status: resolved }} }}",
                8 => $"{{ language: [sv, nb], stage: company, onDuty: false }}",
                _ => i % 100 == 99 ? "{ text: { words: [peruttiin, cancelled] } }" : $"{{ all: [{{ queue: jono{i} }}, {{ priority: [high, urgent] }}] }}",
            };
            text.Append(CultureInfo.InvariantCulture, $"  - {{ id: r{i}, when: received, if: {condition}, then: {{ addTags: t{i % 7}, priority: high }} }}\n");
        }

        return text.Replace("queue: jono", "tags: jono").ToString();
    }

    private static Configuration.Configuration Configured(string rules)
    {
        var read = ConfigurationReader.Read(DocumentKinds.Rules, rules);
        return read.IsSound
            ? new Configuration.Configuration { Version = 1, Rules = (RuleSet)read.Part! }
            : throw new InvalidOperationException(string.Join('\n', read.Findings.Faults));
    }

    private static double Microseconds(BenchRun run, Configuration.Configuration configuration)
    {
        var context = new DecisionContext { Now = At(0), Configurations = new FixedConfiguration(configuration) };
        Decide(context);
        return Enumerable.Range(0, Math.Max(3, run.Rounds)).Select(_ =>
        {
            var begun = TimeProvider.System.GetTimestamp();
            Decide(context);
            return TimeProvider.System.GetElapsedTime(begun).TotalMicroseconds / Messages;
        }).Order().ElementAt(Math.Max(3, run.Rounds) / 2);
    }

    private static void Decide(DecisionContext context)
    {
        var state = ConversationState.New(CustomerId.From(new Guid("00000000-0000-0000-0000-000000000001")), "x", "pohjanlento", "");
        for (var i = 0; i < Messages; i++)
        {
            var interaction = new Interaction
            {
                Channel = "x", Account = "pohjanlento", ExternalId = $"m{i}", Direction = Direction.Inbound, Public = true, Text = Texts[i % Texts.Length], At = At(i), Language = "fi",
                Author = new Author { Handle = "@liisa", Followers = 120 },
            };
            var delivery = new Delivery { Interaction = interaction, Source = Sources.OfInteraction("x", "pohjanlento", interaction.ExternalId) };
            state = ReceiveDecider.Receive(state, [delivery], state.Messages.Add(ReceiveDecider.MessageOf(interaction)), context).State;
        }
    }

    private static DateTimeOffset At(int second) => new DateTimeOffset(2026, 4, 15, 8, 0, 0, TimeSpan.Zero).AddSeconds(second);

    private static async Task PutAsync(HttpClient client, string rules)
    {
        using var body = new StringContent(rules, Encoding.UTF8, "application/yaml");
        using var response = await client.PutAsync(new Uri("api/config/rules", UriKind.Relative), body);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    private static async Task<LoadResult> MeasureAsync(BenchRun run, ServiceProcess service, int connections, int batch, Func<Random, (string Handle, string ExternalId)> pick)
    {
        var writers = Enumerable.Range(0, connections).Select(i => new RequestWriter("/api/interactions", ServiceProcess.Key, batch, pick, i + 1)).ToArray();
        var result = await HttpLoad.RunAsync(service, connections, run.Warmup, run.Measured, i => writers[i].Next());
        if (result.Refused > 0) throw new InvalidOperationException($"{result.Refused} requests were refused");
        return result;
    }

    private static LoadResult Median(List<LoadResult> results) => results.OrderBy(static r => r.PerSecond).ElementAt(results.Count / 2);
}
