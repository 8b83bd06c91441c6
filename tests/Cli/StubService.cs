using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SocialCrm.Cli.Tests;

/// <summary>
/// A peer on loopback that takes interactions in as the service does (each external id once), remembers them, and does something else instead
/// when <see cref="Instead"/> says so.
/// </summary>
internal sealed class StubService : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string?, string?, string?), JsonElement> taken = [];
    private readonly List<string> requests = [];
    private WebApplication? app;
    private int batches;

    /// <summary>The number of the request to <c>/api/interactions</c> (from 1), and its entries. True when it has answered.</summary>
    public Func<int, IReadOnlyList<JsonElement>, HttpContext, Task<bool>> Instead { get; set; } = static (_, _, _) => Task.FromResult(false);

    /// <summary>Answers <c>/api/keys</c>: the method, the id behind it and the body.</summary>
    public Func<string, string, JsonElement, IResult> Keys { get; set; } = static (_, _, _) => Results.NotFound();

    public string Url { get; private set; } = "";
    public IReadOnlyList<JsonElement> Taken { get { lock (gate) return [.. taken.Values]; } }

    /// <summary>Method, path and query of every request.</summary>
    public IReadOnlyList<string> Requests { get { lock (gate) return [.. requests]; } }

    public string? Key { get; private set; }

    public static async Task<StubService> StartAsync()
    {
        var stub = new StubService();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        stub.app = builder.Build();
        stub.app.Use(stub.RememberAsync);
        stub.app.MapPost("/api/interactions", stub.TakeAsync);
        stub.app.MapPost("/api/interactions/history/end", static () => Results.NoContent());
        stub.app.MapGet("/healthz/live", static () => Results.Ok());
        stub.app.MapMethods("/api/keys/{id?}", ["GET", "POST", "DELETE"], async (HttpContext http, string? id) =>
            stub.Keys(http.Request.Method, id ?? "", http.Request.HasJsonContentType() ? (await http.Request.ReadFromJsonAsync<JsonElement>()) : default));
        await stub.app.StartAsync();
        stub.Url = stub.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return stub;
    }

    public static Task ProblemAsync(HttpContext http, int status, object? errors = null, string title = "no") =>
        Results.Json(new { title, status, errors }, statusCode: status, contentType: "application/problem+json").ExecuteAsync(http);

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }

    private Task RememberAsync(HttpContext http, RequestDelegate next)
    {
        lock (gate) requests.Add($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
        Key = http.Request.Headers.Authorization;
        return next(http);
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var entries = body.RootElement.EnumerateArray().Select(e => e.Clone()).ToList();
        if (await Instead(Interlocked.Increment(ref batches), entries, http)) return;
        await Store(entries).ExecuteAsync(http);
    }

    /// <summary>Takes the entries, and makes the answer that says so.</summary>
    public IResult Store(IReadOnlyList<JsonElement> entries)
    {
        lock (gate)
        {
            return Results.Json(new
            {
                results = entries.Select(e => new { externalId = Text(e, "externalId"), duplicate = !taken.TryAdd((Text(e, "channel"), Text(e, "account"), Text(e, "externalId")), e) }).ToList(),
            });
        }
    }

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;
}
