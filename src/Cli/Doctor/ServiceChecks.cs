using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SocialCrm.Cli.Doctor;

/// <summary>Asks a running service: ready, its clock, its version. One that isn't there is no failure: doctor also serves before a first start.</summary>
internal static class ServiceChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The Date header has whole seconds, so half of one is its error.</summary>
    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);

    public static async Task<IReadOnlyList<Finding>> OfAsync(HttpClient http, string ownVersion, TimeProvider clock, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        List<Finding> findings = [];
        try
        {
            using var ready = await http.GetAsync(new Uri("healthz/ready", UriKind.Relative), late.Token);
            if (ready.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable)) return [new("port", Level.Failure, "foreign", http.BaseAddress)];
            findings.Add(ready.IsSuccessStatusCode ? new("service", Level.Ok, "ready", http.BaseAddress) : new("service", Level.Failure, "not-ready", http.BaseAddress));
            if (ready.Headers.Date is { } theirs) findings.Add(StoreChecks.Clock("clock-service", theirs + HalfSecond - clock.GetUtcNow()));
            findings.Add(await VersionAsync(http, ownVersion, late.Token));
            if (await DocumentsAsync(http, late.Token) is { } documents) findings.Add(documents);
            return findings;
        }
        catch (HttpRequestException)
        {
            var url = http.BaseAddress!;
            return url.IsLoopback ? [new("service", Level.Ok, "silent", url), MachineChecks.Port(url.Port)] : [new("service", Level.Failure, "unreachable", url)];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [.. findings, new("service", Level.Failure, "slow", http.BaseAddress, Patience.TotalSeconds)];
        }
    }

    /// <summary>Null where the key doesn't show them.</summary>
    private static async Task<Finding?> DocumentsAsync(HttpClient http, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri("api/config", UriKind.Relative), cancellation);
        if (!answer.IsSuccessStatusCode) return null;
        var configuration = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation);
        if (configuration?["documents"]?.AsArray() is not { } documents) return null;
        var unreadable = documents.Where(static d => d?["readable"]?.GetValue<bool>() == false).Select(static d => $"{d!["kind"]} {d["version"]}").ToList();
        return unreadable.Count == 0
            ? new("documents", Level.Ok, "ok", configuration["version"]?.GetValue<long>())
            : new("documents", Level.Failure, "unreadable", string.Join(", ", unreadable));
    }

    private static async Task<Finding> VersionAsync(HttpClient http, string ownVersion, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri("api/cluster", UriKind.Relative), cancellation);
        if (!answer.IsSuccessStatusCode) return new("version", Level.Warning, "unknown", ownVersion, (int)answer.StatusCode);
        var cluster = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation);
        var silos = cluster?["silos"]?.AsArray().Select(s => s?["version"]?.GetValue<string>() ?? "?").Distinct(StringComparer.Ordinal).ToList() ?? [];
        var engine = cluster?["engine"]?.GetValue<string>();
        return silos is [var only] && only == ownVersion
            ? new("version", Level.Ok, "same", ownVersion, engine)
            : new("version", Level.Warning, "differs", ownVersion, string.Join(", ", silos), engine);
    }
}
