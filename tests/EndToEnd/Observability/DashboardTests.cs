using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Observability;

/// <summary>Loads a server, and finds on it every metric that the dashboard and the alerts name.</summary>
public sealed partial class PostgresDashboardTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-metrics-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("deploy/grafana/socialcrm.json")]
    [InlineData("deploy/prometheus/alerts.yml")]
    public async Task Every_metric_that_is_named_is_there(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository(), file));
        var named = NamePattern().Matches(text).Select(m => BareName(m.Value)).Where(n => !n.StartsWith("db_client_connection_pool", StringComparison.Ordinal) && !n.EndsWith("_code", StringComparison.Ordinal) && !n.EndsWith("_state", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.True(named.Count >= 8, string.Join(' ', named));
        await using var service = await ServiceProcess.StartAsync(await PostgresServer.NewDatabaseAsync(), _folder.FullName);
        await new Sending(Traffic.Rows(50, seed: 5), batch: 20, senders: 2).RunAsync(service);
        using var client = service.Client();
        await SnoozeForAMomentAsync(client);

        var exposed = await UntilDeadlineJudgedAsync(client);

        Assert.Empty(named.Except(TypePattern().Matches(exposed).Select(m => m.Groups["name"].Value), StringComparer.Ordinal));
    }

    private static async Task SnoozeForAMomentAsync(HttpClient client)
    {
        var open = await client.GetFromJsonAsync<JsonObject>("/api/conversations?limit=1");
        var id = open!["items"]![0]!["id"]!.GetValue<string>();
        using var snoozed = await client.PostAsJsonAsync($"/api/conversations/{id}/snooze", new { until = TimeProvider.System.GetUtcNow().AddSeconds(2) });
        Assert.True(snoozed.IsSuccessStatusCode, await snoozed.Content.ReadAsStringAsync());
    }

    private static async Task<string> UntilDeadlineJudgedAsync(HttpClient client)
    {
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            var exposed = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), late.Token);
            if (JudgedPattern().IsMatch(exposed)) return exposed;
            await Task.Delay(100, late.Token);
        }
    }

    /// <summary>A histogram is named by its parts; a gauge's own name may end like one.</summary>
    private static string BareName(string name) => name.StartsWith("db_", StringComparison.Ordinal) ? name : PartPattern().Replace(name, "");

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SocialCrm.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    /// <summary>A metric is followed by its labels, a range or an end; a label by what it is compared with.</summary>
    [GeneratedRegex(@"(?<![a-z_{])(crm|http|dotnet|db|kestrel)_[a-z_]+(?=\{|\[|\)| [<>])|(?<=label_values\()[a-z_]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NamePattern();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PartPattern();

    [GeneratedRegex("^# TYPE (?<name>[a-z_]+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TypePattern();

    [GeneratedRegex("^crm_deadlines_lateness_milliseconds_count [1-9]", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex JudgedPattern();
}
