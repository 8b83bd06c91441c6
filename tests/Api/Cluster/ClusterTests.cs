using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialCrm.Api.Cluster;
using SocialCrm.Figures;
using Xunit;

namespace SocialCrm.Api.Tests.Cluster;

[Collection(SharedHost.Name)]
public sealed class ClusterTests(ApiHost host)
{
    [Fact]
    public async Task Cluster_tells_the_process_its_actors_and_what_happened()
    {
        var (customer, _, _) = await host.SayAsync("@busy");
        for (var i = 0; i < 20; i++) await host.SayAsync("@busy");

        using var answer = await ApiHost.ReadAsync(await host.Client.GetAsync("api/cluster"));

        var silo = Assert.Single(answer.RootElement.GetProperty("silos").EnumerateArray());
        Assert.Equal("active", silo.GetProperty("state").GetString());
        Assert.Equal(ClusterFigures.Version, silo.GetProperty("version").GetString());
        Assert.True(silo.GetProperty("commitRows").GetProperty("sum").GetDouble() >= 21);
        Assert.True(silo.GetProperty("requests").GetProperty("p99").GetDouble() > 0);
        Assert.True(silo.GetProperty("journalBytes").GetInt64() > 21 * 50);
        Assert.Contains(answer.RootElement.GetProperty("resident").EnumerateArray(), k => k.GetProperty("kind").GetString() == "customer" && k.GetProperty("count").GetInt64() > 0);
        Assert.Contains(answer.RootElement.GetProperty("busiest").EnumerateArray(), b => b.GetProperty("id").GetString() == customer && b.GetProperty("rows").GetInt64() >= 21);
    }

    [Theory]
    [InlineData("api/cluster")]
    [InlineData("cluster")]
    [InlineData("metrics")]
    public async Task Figures_are_for_supervisors_and_administrators(string path)
    {
        using var nobody = host.NewClient();
        await ApiHost.ProblemAsync(await nobody.GetAsync(path), 401, "unauthenticated");
        var (agent, _) = await host.SignInAsync("agent");
        await ApiHost.ProblemAsync(await agent.GetAsync(path), 403, "forbidden");
        foreach (var role in (string[])["supervisor", "administrator"])
        {
            var (client, _) = await host.SignInAsync(role);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task Drain_is_for_administrators_and_of_a_known_process()
    {
        var (supervisor, _) = await host.SignInAsync("supervisor");
        await ApiHost.ProblemAsync(await supervisor.PostAsync("api/cluster/silos/x/drain", null), 403, "forbidden");
        var (administrator, _) = await host.SignInAsync("administrator");
        await ApiHost.ProblemAsync(await administrator.PostAsync("api/cluster/silos/x/drain", null), 404, "not-found");
    }

    [Theory]
    [InlineData("fi", "Viimeinen minuutti")]
    [InlineData("en", "The last minute")]
    public async Task Page_speaks_the_readers_language_and_runs_its_own_script_only(string language, string said)
    {
        using var client = host.NewClient(ApiHost.ServiceKey);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var answer = await client.GetAsync("cluster");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains($"lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("cluster.", page.Replace("/cluster/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.Contains($"src=\"{ClusterPage.ScriptPath}\"", page, StringComparison.Ordinal);
        Assert.Contains("refresh", await client.GetStringAsync(ClusterPage.ScriptPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drained_process_answers_and_then_stops_taking()
    {
        var own = new ApiHost();
        await own.InitializeAsync();
        var id = own.Services.GetRequiredService<ClusterFigures>().Id;
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var _ = own.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        Assert.Equal(HttpStatusCode.Accepted, (await own.Client.PostAsync($"api/cluster/silos/{id}/drain", null)).StatusCode);

        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await ApiHost.ProblemAsync(await own.Client.GetAsync("healthz/ready"), 503, "unavailable");
        await own.DisposeAsync();
    }

    [Fact]
    public async Task Metrics_are_well_formed_and_histograms_cumulative()
    {
        await host.SayAsync();
        var answer = await host.Client.GetAsync("metrics");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches(@"^(# (HELP|TYPE) [a-z_]+ ?.*|[a-z_]+(\{[a-z_]+=""[^""]*""(,[a-z_]+=""[^""]*"")*\})? -?[0-9.E+\-]+)$", line));
        var buckets = lines.Where(l => l.StartsWith("crm_commit_rows_bucket", StringComparison.Ordinal)).Select(l => long.Parse(l.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(buckets.Order(), buckets);
        Assert.True(buckets[^1] > 0);
        Assert.Contains(lines, l => l == "# TYPE crm_ingest_accepted_total counter");
    }
}
