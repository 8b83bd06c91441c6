using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SocialCrm.Cli.Replay.Sending;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Keys;

/// <summary>Keys through <c>/api/keys</c> of a running service; needs a key with the scope configure.</summary>
internal sealed class ServiceKeys(HttpClient http, Texts texts) : IKeys
{
    private static readonly Uri Keys = new("api/keys", UriKind.Relative);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Whether something listens there.</summary>
    public static async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(ProbeTimeout);
        try
        {
            using var _ = await http.GetAsync(new Uri("healthz/live", UriKind.Relative), late.Token);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    public async Task<(string Id, string Secret)> CreateAsync(string name, IReadOnlyList<string> scopes, CancellationToken cancellation)
    {
        var made = await AskAsync(() => http.PostAsJsonAsync(Keys, new NewKey(name, scopes), KeyJson.Default.NewKey, cancellation), cancellation);
        return (made.GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!);
    }

    public async Task<IReadOnlyList<KeyLine>> ListAsync(CancellationToken cancellation)
    {
        var answer = await AskAsync(() => http.GetAsync(Keys, cancellation), cancellation);
        return answer.GetProperty("items").Deserialize(KeyJson.Default.ListKeyLine) ?? [];
    }

    public async Task<bool> RevokeAsync(string id, CancellationToken cancellation)
    {
        try
        {
            await AskAsync(() => http.DeleteAsync(new Uri($"api/keys/{Uri.EscapeDataString(id)}", UriKind.Relative), cancellation), cancellation);
            return true;
        }
        catch (KeysUnavailableException e) when (e.InnerException is HttpRequestException { StatusCode: HttpStatusCode.NotFound })
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement> AskAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken cancellation)
    {
        try
        {
            using var response = await ask();
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (!response.IsSuccessStatusCode) throw new KeysUnavailableException(Said(response.StatusCode, body), new HttpRequestException(null, null, response.StatusCode));
            return body.Length == 0 ? default : JsonElement.Parse(body);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new KeysUnavailableException(texts["service.refused", e.Message], e);
        }
    }

    private string Said(HttpStatusCode status, byte[] body) => status switch
    {
        HttpStatusCode.Unauthorized => texts["service.unauthorized", ""],
        HttpStatusCode.Forbidden => texts["service.forbidden", "configure"],
        _ => texts["service.refused", Problem.Read(body).Said ?? $"HTTP {(int)status}"],
    };
}
