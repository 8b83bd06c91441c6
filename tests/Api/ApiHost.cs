using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCrm.Api.Access.People;
using Xunit;

namespace SocialCrm.Api.Tests;

/// <summary>The whole service on a free loopback port with a store of its own, thrown away at the end.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    /// <summary>When what customers say here was written: just now, so that no target comes due meanwhile.</summary>
    public static readonly string Lately = TextOf(TimeProvider.System.GetUtcNow().AddSeconds(-10));

    public const string ServiceKey = "the service key of the tests";

    private string? _given;
    private string _folder = "";
    private readonly StringBuilder _printed = new();
    private (string Name, string Value)[] _settings = [];
    private TimeProvider? _time;
    private WebApplication? _app;
    private int _ids;

    /// <summary>A service of its own, with these settings; the caller starts and ends it.</summary>
    public static ApiHost With(params (string Name, string Value)[] settings) => new() { _settings = settings };

    /// <summary>A service of its own that lives by this clock.</summary>
    public static ApiHost At(TimeProvider time) => new() { _time = time };

    /// <summary>A service on this folder, which stays.</summary>
    public static ApiHost In(string folder) => new() { _given = folder };

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>A client with the service key.</summary>
    public HttpClient Client { get; private set; } = new();

    public IServiceProvider Services => _app!.Services;

    public string Printed => _printed.ToString();

    public async Task InitializeAsync()
    {
        _folder = _given ?? Directory.CreateTempSubdirectory("crm-api-").FullName;
        _app = Service.Build(["--port", "0", "--data", _folder], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(new Output(text => _printed.Append(text)));
            if (_time is not null) builder.Services.AddSingleton(_time);
        }, [("CRM_SERVICE_KEY", ServiceKey), .. _settings]);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
        Client = NewClient(ServiceKey);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        if (_given is null) Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A word that no other test uses.</summary>
    public string NewId() => $"t{Interlocked.Increment(ref _ids)}";

    public HttpClient NewClient(string? key = null, CookieContainer? cookies = null)
    {
        var handler = new SocketsHttpHandler { UseCookies = cookies is not null, AllowAutoRedirect = false };
        if (cookies is not null) handler.CookieContainer = cookies;
        var client = new HttpClient(handler) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(1) };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A new person of the role, signed in; sends the CSRF token with everything.</summary>
    public async Task<(HttpClient Client, string Name)> SignInAsync(string role, CookieContainer? cookies = null)
    {
        var name = NewId();
        var added = await Client.PostAsync("api/people", Json($$"""{"name":"{{name}}","role":"{{role}}"}"""));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var client = NewClient(cookies: cookies ?? new CookieContainer());
        using var session = await ReadAsync(await client.PostAsync("api/session", Credentials(name, (await ReadAsync(added)).RootElement.GetProperty("password").GetString()!)));
        client.DefaultRequestHeaders.Add("X-CSRF-Token", session.RootElement.GetProperty("csrfToken").GetString());
        return (client, name);
    }

    public static StringContent Credentials(string name, string password) => Json($$"""{"name":"{{name}}","password":"{{password}}"}""");

    /// <summary>A customer's message, taken in.</summary>
    public async Task<(string Customer, string Conversation, string ExternalId)> SayAsync(string? handle = null, string text = "Hei", string channel = "x")
    {
        var id = NewId();
        var response = await Client.PostAsync("api/interactions", Json(Interaction(id, handle ?? "@" + id, text, channel)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var answer = await ReadAsync(response);
        var receipt = answer.RootElement.GetProperty("results")[0];
        return (receipt.GetProperty("customerId").GetString()!, receipt.GetProperty("conversationId").GetString()!, id);
    }

    public static string Interaction(string externalId, string handle = "@liisa", string text = "Hei", string channel = "x", string extra = "") => $$"""
        {"channel":"{{channel}}","account":"acme","externalId":"{{externalId}}","direction":"inbound","public":true,"text":{{JsonSerializer.Serialize(text)}},
         "at":"{{Lately}}","author":{"handle":"{{handle}}","name":"Liisa"}{{extra}}}
        """;

    /// <summary>To the second, as answers write it.</summary>
    public static string TextOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    public static async Task<JsonDocument> ReadAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());

    public async Task<long> InteractionsAsync()
    {
        using var stats = await ReadAsync(await Client.GetAsync("api/stats"));
        return stats.RootElement.GetProperty("interactions").GetInt64();
    }

    /// <summary>Asserts that it is this problem, whole, and gives it back.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, string type)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"expected {status} {type}, got {(int)response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(body);
        Assert.Equal("/problems/" + type, problem.RootElement.GetProperty("type").GetString());
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
        Assert.NotEmpty(problem.RootElement.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        return problem.RootElement.Clone();
    }

    /// <summary>The texts of one field's errors.</summary>
    public static string ErrorOf(JsonElement problem, string field)
    {
        Assert.True(problem.TryGetProperty("errors", out var errors), problem.ToString());
        Assert.True(errors.TryGetProperty(field, out var texts), $"no error for {field}: {errors}");
        return string.Join("; ", texts.EnumerateArray().Select(t => t.GetString()));
    }
}

/// <summary>Tests that share one service. Each uses ids of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedHost : ICollectionFixture<ApiHost>
{
    public const string Name = "one service";
}
