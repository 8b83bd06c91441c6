using System.Net;
using System.Text;
using System.Text.Json;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Api.Tests.ResponseTimes;

/// <summary>Response times as figures: for those inside by queue, channel and agent, and one line for everybody.</summary>
public sealed class ResponseTimesTests : IAsyncLifetime
{
    private const int Answers = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ApiHost _host = ApiHost.With();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Figures_count_answers_by_channel_and_agent()
    {
        await AnswerAsync();
        using var figures = await CountedAsync("by=agent");

        var total = figures.RootElement.GetProperty("total");
        Assert.Equal((Answers + 1L, (long)Answers, 1.0), (total.GetProperty("waits").GetInt64(), total.GetProperty("answered").GetInt64(), total.GetProperty("withinTargetShare").GetDouble()));
        Assert.Equal(13 * 60.0, total.GetProperty("seconds").GetProperty("median").GetDouble());
        Assert.Equal(["aino", ""], figures.RootElement.GetProperty("groups").EnumerateArray().Select(g => g.GetProperty("key").GetString()));
        using var other = await CountedAsync("channel=email", waits: 0);
        Assert.Equal(JsonValueKind.Null, other.RootElement.GetProperty("total").GetProperty("answeredShare").ValueKind);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("zone=Helsinki", "zone")]
    [InlineData("by=colour", "by")]
    [InlineData("kind=soon", "kind")]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    public async Task Figures_wrong_parameters_are_named(string query, string field) =>
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await _host.Client.GetAsync($"api/figures/response-times?{query}"), 400, "invalid-request"), field);

    [Fact]
    public async Task Public_figure_is_told_once_it_is_configured_and_enough_answers_are_there()
    {
        using var anybody = _host.NewClient();
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync("public/response-time")).StatusCode);
        await AnswerAsync();
        using var counted = await CountedAsync("by=day");
        await PutAsync("policies: [{ id: a, firstResponse: 10d }]\npublic: { percentile: 50, days: 2 }");

        using var json = JsonDocument.Parse(await anybody.GetStringAsync("public/response-time.json"));
        Assert.Equal((780.0, 50, (long)Answers), (json.RootElement.GetProperty("seconds").GetDouble(), json.RootElement.GetProperty("percentile").GetInt32(), json.RootElement.GetProperty("answers").GetInt64()));
        var page = await anybody.GetAsync("public/response-time?lang=fi");
        Assert.Contains("Vastaamme 50 %:iin viesteistä 13 minuutin kuluessa.", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("We answer 50 % of messages within 13 min.", await anybody.GetStringAsync("public/response-time?lang=en"), StringComparison.Ordinal);
        Assert.False(page.Headers.Contains("X-Frame-Options"), "other pages may embed it");
    }

    [Fact]
    public async Task Public_figure_wrong_members_are_named()
    {
        var problem = await ApiHost.ProblemAsync(await SendAsync("public: { percentile: 60, days: 0, channel: fax }"), 400, "invalid-document");
        foreach (var field in (string[])["public.percentile", "public.days", "public.channel"]) ApiHost.ErrorOf(problem, field);
    }

    /// <summary>Each of so many people waits a minute longer than the one before, and one still does.</summary>
    private async Task AnswerAsync()
    {
        var now = TimeProvider.System.GetUtcNow().AddHours(-3);
        var said = new List<object>();
        for (var i = 0; i <= Answers; i++)
        {
            said.Add(new { channel = "x", account = "a", externalId = $"q{i}", direction = "inbound", text = "hei", at = now.ToString("O"), author = new { handle = $"@p{i}" } });
            if (i < Answers)
                said.Add(new { channel = "x", account = "a", externalId = $"a{i}", inReplyTo = $"q{i}", direction = "outbound", text = "hei", at = now.AddMinutes(i + 1).ToString("O"), author = new { handle = "aino" } });
        }

        await PutAsync("policies: [{ id: a, firstResponse: 10d }]");
        using var body = new StringContent(JsonSerializer.Serialize(said), Encoding.UTF8, "application/json");
        using var taken = await _host.Client.PostAsync("api/interactions", body);
        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
    }

    /// <summary>Once the table has followed the journal.</summary>
    private async Task<JsonDocument> CountedAsync(string query, long waits = Answers + 1)
    {
        var from = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddDays(-1).ToString("O"));
        JsonDocument? figures = null;
        await Waiting.ForAsync("the figures to follow", Patience, async () =>
        {
            figures?.Dispose();
            figures = await ApiHost.ReadAsync(await _host.Client.GetAsync($"api/figures/response-times?from={from}&{query}"));
            return figures.RootElement.GetProperty("total").GetProperty("waits").GetInt64() == waits;
        });
        return figures!;
    }

    private async Task PutAsync(string text)
    {
        using var put = await SendAsync(text);
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(string text)
    {
        using var body = new StringContent(text, Encoding.UTF8, "application/yaml");
        return await _host.Client.PutAsync("api/config/response-times", body);
    }
}
