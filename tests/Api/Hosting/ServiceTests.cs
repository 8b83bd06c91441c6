using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Problems;
using SocialCrm.Api.StartPage;
using SocialCrm.Journal;
using Xunit;

namespace SocialCrm.Api.Tests.Hosting;

[Collection(SharedHost.Name)]
public sealed class ServiceTests(ApiHost host)
{
    [Theory]
    [InlineData("healthz/live", "alive")]
    [InlineData("healthz/ready", "ready")]
    public async Task Health_needs_no_key(string uri, string status)
    {
        using var client = host.NewClient();
        using var answer = await ApiHost.ReadAsync(await client.GetAsync(uri));
        Assert.Equal(status, answer.RootElement.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("fi", "Kirjautuminen")]
    [InlineData("en", "Signing in")]
    public async Task Page_of_a_service_without_console_speaks_the_readers_language(string language, string says)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        context.Request.Headers.AcceptLanguage = language;
        await StartPageFeature.WriteAsync(context);
        var html = Encoding.UTF8.GetString(body.ToArray());
        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.Contains(says, html, StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", context.Response.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("inbox")]
    [InlineData("conversations/anything")]
    public async Task Pages_of_people_are_one_page_that_loads_nothing_from_elsewhere(string uri)
    {
        using var client = host.NewClient();
        var page = await client.GetAsync(uri);
        Assert.Equal(200, (int)page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("http", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_problem_has_its_page()
    {
        using var client = host.NewClient();
        foreach (var type in ProblemType.All) Assert.Contains($"{type.Status}", await client.GetStringAsync(type.Uri), StringComparison.Ordinal);
        await ApiHost.ProblemAsync(await client.GetAsync("problems/none-of-ours"), 404, "not-found");
    }

    [Theory]
    [InlineData("api/stats", 401)]
    [InlineData("healthz/live", 200)]
    [InlineData("nothing", 404)]
    public async Task All_answers_carry_the_security_headers_and_no_server(string uri, int status)
    {
        using var client = host.NewClient();
        var response = await client.GetAsync(uri);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl is { Private: true, NoCache: true } or { NoStore: true });
        Assert.Empty(response.Headers.Server);
    }

    [Fact]
    public async Task Wrong_method_is_405_with_Allow()
    {
        using var response = await host.Client.PutAsync("api/stats", null);
        await ApiHost.ProblemAsync(response, 405, "method-not-allowed");
        Assert.Contains("GET", response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(typeof(StoreUnavailableException), 503)]
    [InlineData(typeof(TimeoutException), 503)]
    [InlineData(typeof(Orleans.Runtime.LimitExceededException), 429)]
    [InlineData(typeof(InvalidOperationException), 500)]
    public async Task Failure_below_is_a_problem_without_its_text(Type exception, int status)
    {
        var thrown = (Exception)Activator.CreateInstance(exception, exception == typeof(StoreUnavailableException) ? ["a secret", null] : ["a secret"])!;
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        await new Front(_ => throw thrown, NullLogger<Front>.Instance).InvokeAsync(context);
        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(status != 500, context.Response.Headers.RetryAfter.Count > 0);
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_have_the_defaults_of_the_contract()
    {
        var settings = ServiceSettings.Of(new ConfigurationBuilder().Build());
        Assert.Equal(5080, settings.Port);
        Assert.Equal("sqlite", settings.Storage.Store);
        Assert.Equal("data", settings.Storage.DataFolder);
        Assert.Empty(settings.TrustedProxies);
    }

    [Theory]
    [InlineData("port", "http")]
    [InlineData("port", "65536")]
    [InlineData("TrustedProxies", "my proxy")]
    public void Settings_that_can_not_be_read_are_named(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
        Assert.Contains(name, Assert.Throws<FormatException>(() => ServiceSettings.Of(configuration)).Message, StringComparison.Ordinal);
    }
}
