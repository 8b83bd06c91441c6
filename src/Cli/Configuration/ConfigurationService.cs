using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Configuration;

/// <summary>The documents through <c>/api/config</c>; changing them needs a key with the scope configure.</summary>
internal sealed class ConfigurationService(HttpClient http, Texts texts)
{
    /// <summary>All of them, as of one version.</summary>
    /// <exception cref="ConfigurationRefusedException">The service doesn't give them.</exception>
    public async Task<IReadOnlyList<Document>> DocumentsAsync(CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri("api/config", UriKind.Relative), cancellation);
        var all = JsonNode.Parse(await BodyAsync(answer, "read", cancellation))!;
        var version = all["version"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture);
        List<Document> documents = [];
        foreach (var kind in all["documents"]!.AsArray().Select(static d => d!["kind"]!.GetValue<string>()))
        {
            using var text = await http.GetAsync(new Uri($"api/config/{kind}?version={version}", UriKind.Relative), cancellation);
            documents.Add(new Document(kind, await BodyAsync(text, "read", cancellation)));
        }

        return documents;
    }

    /// <summary>All of them together, or none.</summary>
    /// <exception cref="ConfigurationRefusedException">The service doesn't take them.</exception>
    public async Task<IReadOnlyList<PutLine>> PutAsync(IReadOnlyList<Document> documents, string? comment, CancellationToken cancellation)
    {
        var body = new JsonObject { ["documents"] = new JsonObject(documents.Select(static d => KeyValuePair.Create(d.Kind, (JsonNode?)d.Text))), ["comment"] = comment };
        using var content = JsonContent.Create(body, ConfigurationJson.Default.JsonObject);
        using var answer = await http.PutAsync(new Uri("api/config", UriKind.Relative), content, cancellation);
        return JsonSerializer.Deserialize(await BodyAsync(answer, "configure", cancellation), ConfigurationJson.Default.PutAnswer)!.Documents;
    }

    private async Task<string> BodyAsync(HttpResponseMessage answer, string scope, CancellationToken cancellation)
    {
        var body = await answer.Content.ReadAsStringAsync(cancellation);
        if (answer.IsSuccessStatusCode) return body;
        throw new ConfigurationRefusedException(answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => [texts["service.unauthorized"]],
            HttpStatusCode.Forbidden => [texts["service.forbidden", scope]],
            _ => Said(answer.StatusCode, body),
        });
    }

    /// <summary>The problem's own words, and under them each field with what is wrong there.</summary>
    private List<string> Said(HttpStatusCode status, string body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            var root = problem.RootElement;
            List<string> lines = [texts["service.refused", $"{root.GetProperty("title").GetString()}. {root.GetProperty("detail").GetString()}"]];
            if (root.TryGetProperty("errors", out var errors))
                lines.AddRange(errors.EnumerateObject().SelectMany(static e => e.Value.EnumerateArray().Select(text => $"  {e.Name}: {text.GetString()}")));
            return lines;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [texts["service.refused", $"HTTP {(int)status}"]];
        }
    }
}

internal sealed record PutLine(string Kind, long Version, bool Changed);

internal sealed record PutAnswer(IReadOnlyList<PutLine> Documents);

/// <summary>The service said no. The lines are for the reader, in the reader's language.</summary>
internal sealed class ConfigurationRefusedException(IReadOnlyList<string> lines) : Exception(string.Join('\n', lines))
{
    public IReadOnlyList<string> Lines => lines;
}
