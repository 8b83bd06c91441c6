using System.Net;
using Xunit;

namespace SocialCrm.Api.Tests.RateLimits;

/// <summary>Buckets that refill by one in a quarter of an hour: what they hold is all there is.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private readonly ApiHost _host = ApiHost.With(
        ("RateLimits:Service:Burst", "5"), ("RateLimits:Service:PerSecond", "0.001"),
        ("RateLimits:Address:Burst", "4"), ("RateLimits:Address:PerSecond", "0.001"),
        ("RateLimits:SignIn:Burst", "2"), ("RateLimits:SignIn:PerSecond", "0.001"));

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Service_beyond_its_limit_is_429_with_RetryAfter()
    {
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync("api/conversations")).StatusCode);
        var response = await _host.Client.GetAsync("api/conversations");
        await ApiHost.ProblemAsync(response, 429, "too-many-requests");
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3_600);
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync("healthz/live")).StatusCode);
    }

    [Fact]
    public async Task Taking_in_counts_interactions_and_stores_nothing_beyond()
    {
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(3)).StatusCode);
        var refused = await PostAsync(3);
        await ApiHost.ProblemAsync(refused, 429, "too-many-requests");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(3, await _host.InteractionsAsync());

        Task<HttpResponseMessage> PostAsync(int count) =>
            _host.Client.PostAsync("api/interactions", ApiHost.Json($"[{string.Join(',', Enumerable.Range(0, count).Select(_ => ApiHost.Interaction(_host.NewId())))}]"));
    }

    [Fact]
    public async Task Address_of_nobody_known_is_429_beyond_its_limit()
    {
        using var client = _host.NewClient("crm_wrong");
        for (var i = 0; i < 4; i++) await ApiHost.ProblemAsync(await client.GetAsync("api/stats"), 401, "unauthenticated");
        var response = await client.GetAsync("api/stats");
        await ApiHost.ProblemAsync(response, 429, "too-many-requests");
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync("api/conversations")).StatusCode);
    }

    [Fact]
    public async Task Sign_in_that_fails_too_often_is_429_even_with_the_right_password()
    {
        using var client = _host.NewClient();
        for (var i = 0; i < 2; i++) await ApiHost.ProblemAsync(await client.PostAsync("api/session", ApiHost.Credentials("admin", "not the password")), 401, "wrong-sign-in");
        var response = await client.PostAsync("api/session", ApiHost.Credentials("admin", "not the password"));
        await ApiHost.ProblemAsync(response, 429, "too-many-sign-ins");
        Assert.NotNull(response.Headers.RetryAfter);
    }
}
