using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SocialCrm.Api;

namespace SocialCrm.Live;

/// <summary>The whole service on SQLite, written to over HTTP.</summary>
internal sealed class ServiceWorld : ILiveWorld
{
    private const string ServiceKey = "a-key-of-these-tests-and-nobody-else";

    private static readonly DateTimeOffset Start = new(2026, 4, 15, 8, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<int, (string Customer, string Conversation)> _ids = [];
    private int _messages;

    private ServiceWorld(WebApplication app, DirectoryInfo folder)
    {
        (_app, _folder) = (app, folder);
        Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceKey);
    }

    public int Port { get; }

    public string? Key => ServiceKey;

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    public static async Task<ServiceWorld> StartAsync(LiveOptions options, Action<IServiceCollection>? adjust = null)
    {
        var folder = Directory.CreateTempSubdirectory("crm-live");
        var app = Service.Build(["--port", "0", "--data", folder.FullName], builder =>
        {
            builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("CRM_SERVICE_KEY", ServiceKey)]);
            builder.Services.AddSingleton(options);
            adjust?.Invoke(builder.Services);
        });
        await app.StartAsync();
        return new ServiceWorld(app, folder);
    }

    public async Task WriteAsync(IReadOnlyList<int> customers)
    {
        var body = new JsonArray([.. customers.Select(Message)]);
        using var response = await _http.PostAsJsonAsync("/api/interactions", body);
        var answer = await ReadAsync(response);
        foreach (var (customer, result) in customers.Zip(answer["results"]!.AsArray()))
        {
            _ids[customer] = ((string)result!["customerId"]!, (string)result["conversationId"]!);
        }
    }

    /// <summary>The npm client of somebody who signed in.</summary>
    public async Task<NodeClient> SignInAsync(string name)
    {
        const string password = "a-password-of-these-tests";
        using var added = await _http.PostAsJsonAsync("/api/people", new { name, role = "agent", password });
        await ReadAsync(added);
        using var session = await _http.PostAsJsonAsync("/api/session", new { name, password });
        await ReadAsync(session);
        var cookie = string.Join("; ", session.Headers.GetValues("Set-Cookie").Select(static c => c.Split(';')[0]));
        return await NodeClient.StartAsync(new Uri($"http://127.0.0.1:{Port}/hub/live"), key: null, new { Cookie = cookie, Origin = $"http://127.0.0.1:{Port}" });
    }

    public async Task<JsonArray> AgentsAsync() => (await ReadAsync(await _http.GetAsync("/api/agents")))["items"]!.AsArray();

    public async Task MoveAsync(int customer, string queue)
    {
        using var response = await _http.PostAsJsonAsync($"/api/conversations/{ConversationId(customer)}/handover", new { queue, note = "sinne kuuluu" });
        await ReadAsync(response);
    }

    public string CustomerId(int customer) => _ids[customer].Customer;

    public string ConversationId(int customer) => _ids[customer].Conversation;

    public async Task<JsonObject> CustomerAsync(int customer) => await ReadAsync(await _http.GetAsync($"/api/customers/{CustomerId(customer)}"));

    public async Task<JsonObject> ConversationAsync(int customer) => await ReadAsync(await _http.GetAsync($"/api/conversations/{ConversationId(customer)}"));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)!.AsObject() : throw new InvalidOperationException($"{(int)response.StatusCode}: {text}");
    }

    private JsonObject Message(int customer)
    {
        var number = Interlocked.Increment(ref _messages);
        return new JsonObject
        {
            ["channel"] = "x",
            ["account"] = "pohjanlento",
            ["externalId"] = $"m{number}",
            ["direction"] = "inbound",
            ["public"] = true,
            ["text"] = $"viesti {number}",
            ["at"] = Start.AddSeconds(number).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            ["author"] = new JsonObject { ["handle"] = $"@asiakas{customer}", ["name"] = $"Asiakas {customer} {number % 3}" },
        };
    }
}
