using Xunit;

namespace SocialCrm.Api.Tests.Hosting;

/// <summary>Limits by address can be dodged with X-Forwarded-For only where a proxy is trusted to write it.</summary>
public sealed class ForwardedForTests
{
    [Theory]
    [InlineData("", 429, "too-many-requests")]
    [InlineData("127.0.0.1", 401, "unauthenticated")]
    [InlineData("10.0.0.0/8, 127.0.0.0/24", 401, "unauthenticated")]
    [InlineData("10.0.0.0/8", 429, "too-many-requests")]
    public async Task ForwardedFor_counts_only_from_a_trusted_proxy(string trusted, int status, string type)
    {
        var host = ApiHost.With(("RateLimits:Address:Burst", "1"), ("RateLimits:Address:PerSecond", "0.001"), ("TrustedProxies", trusted));
        await host.InitializeAsync();
        using (var client = host.NewClient())
        {
            await ApiHost.ProblemAsync(await AskAsync("203.0.113.1"), 401, "unauthenticated");
            await ApiHost.ProblemAsync(await AskAsync("203.0.113.2"), status, type);

            Task<HttpResponseMessage> AskAsync(string address)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, "api/stats");
                request.Headers.Add("X-Forwarded-For", address);
                return client.SendAsync(request);
            }
        }

        await host.DisposeAsync();
    }
}
