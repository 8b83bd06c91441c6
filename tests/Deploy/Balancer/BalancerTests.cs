using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Deploy.Balancer;

/// <summary>The balancer's configuration, run by HAProxy itself before one process. Several processes: Engine/Orleans.</summary>
public sealed class BalancerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-balanced-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Requests_and_websockets_pass_and_claims_about_the_client_do_not()
    {
        // One request each ten minutes and address: whether the address is believed shows at the second.
        await using var service = await ServiceProcess.StartAsync(
            "sqlite", _folder.FullName, ("TrustedProxies", "127.0.0.0/8"), ("RateLimits__Address__Burst", "1"), ("RateLimits__Address__PerSecond", "0.001"));
        await using var balancer = await Balancer.StartAsync(service.Port);
        using var client = ClientOf(balancer);

        var customer = await SayAsync(client, "1");
        await using var watcher = await Watcher.StartAsync(balancer.Port);
        Assert.Equal(1, await watcher.WatchAsync(customer));
        await SayAsync(client, "2");
        Assert.Equal(2, await watcher.ChangedAsync());

        using var figures = await client.GetAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, figures.StatusCode);

        using var nobody = new HttpClient { BaseAddress = balancer.Address };
        List<HttpStatusCode> statuses = [];
        foreach (var claimed in (string[])["203.0.113.1", "203.0.113.2", "203.0.113.3"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stats") { Headers = { { "X-Forwarded-For", claimed } } };
            using var answer = await nobody.SendAsync(request);
            statuses.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task Process_that_ends_is_left_out_and_taken_back()
    {
        await using var service = await ServiceProcess.StartAsync("sqlite", _folder.FullName);
        await using var balancer = await Balancer.StartAsync(service.Port);
        using var client = ClientOf(balancer);
        await service.TerminateAsync();
        Assert.Equal(0, await service.ExitAsync(Patience));
        await Waiting.ForAsync("the balancer to say that nothing is behind it", Patience, () => IsAsync(client, HttpStatusCode.ServiceUnavailable));
        await using var again = await ServiceProcess.StartAsync("SocialCrm.Api.dll", service.Port, port => ["--port", $"{port}", "--data", _folder.FullName], "/healthz/ready");
        await Waiting.ForAsync("the balancer to take it back", Patience, () => IsAsync(client, HttpStatusCode.OK));
    }

    private static async Task<bool> IsAsync(HttpClient client, HttpStatusCode status)
    {
        using var answer = await client.GetAsync(new Uri("/balancer", UriKind.Relative));
        return answer.StatusCode == status;
    }

    internal static HttpClient ClientOf(Balancer balancer) => new()
    {
        BaseAddress = balancer.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.Key) },
    };

    internal static async Task<string> SayAsync(HttpClient client, string externalId)
    {
        using var answer = await client.PostAsJsonAsync("/api/interactions", new JsonObject
        {
            ["channel"] = "x",
            ["account"] = "pohjanlento",
            ["externalId"] = externalId,
            ["direction"] = "inbound",
            ["text"] = "hei",
            ["at"] = TimeProvider.System.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["author"] = new JsonObject { ["handle"] = "@liisa", ["name"] = "Liisa" },
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["results"]![0]!["customerId"]!.GetValue<string>();
    }
}
