using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Cluster;

/// <summary>What operators see of a cluster: every process, whichever is asked, and each silo's own metrics.</summary>
public sealed partial class FiguresPostgresTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_process_is_seen_from_every_api_process_and_silos_tell_what_they_commit()
    {
        await using var cluster = await ClusterProcesses.StartAsync(silos: 2, apis: 2);
        using var client = cluster.Apis[0].Client();
        foreach (var i in Enumerable.Range(0, 60)) await Said.Async(client, $"@person{i % 20}", $"m{i}");

        var processes = cluster.Silos.Concat(cluster.Apis).Select(static p => p.Id).ToHashSet();
        foreach (var api in cluster.Apis)
        {
            using var asking = api.Client();
            await Waiting.ForAsync("all processes and their figures", Patience, async () =>
            {
                var answer = (await asking.GetFromJsonAsync<JsonObject>("/api/cluster"))!;
                var silos = answer["silos"]!.AsArray();
                var commits = silos.Where(s => cluster.Silos.Any(p => p.Id == ProcessOf(s!))).Select(static s => s!["commitRows"]!["sum"]!.GetValue<double>()).ToList();
                return silos.Select(static s => ProcessOf(s!)).ToHashSet().SetEquals(processes)
                    && silos.All(static s => s!["state"]!.GetValue<string>() == "active" && s["engine"]!.GetValue<string>() == "orleans")
                    && commits.Sum() >= 60
                    && answer["resident"]!.AsArray().Any(static k => k!["kind"]!.GetValue<string>() == "customer" && k["count"]!.GetValue<long>() == 20);
            });
        }

        var rows = 0.0;
        foreach (var silo in cluster.Silos)
        {
            using var asking = silo.Client();
            asking.DefaultRequestHeaders.Authorization = null;
            var text = await asking.GetStringAsync(new Uri("/metrics", UriKind.Relative));
            rows += RowsPattern().Matches(text).Sum(static m => double.Parse(m.Groups["sum"].Value, CultureInfo.InvariantCulture));
        }

        // A journal row for each message at least, each in one silo.
        Assert.True(rows >= 60, rows.ToString(CultureInfo.InvariantCulture));
    }

    private static int ProcessOf(JsonNode silo) => int.Parse(silo["name"]!.GetValue<string>().Split(':')[^1], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^crm_commit_rows_sum(\{[^}]*\})? (?<sum>[0-9.]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex RowsPattern();
}
