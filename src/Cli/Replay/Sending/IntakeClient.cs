using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SocialCrm.Cli.Replay.Recordings;

namespace SocialCrm.Cli.Replay.Sending;

/// <summary>One request at a time to <c>POST /api/interactions</c>, and the end of an import. Never throws for what the service or the network does.</summary>
internal sealed class IntakeClient(HttpClient http, bool history)
{
    private static readonly Uri Live = new("api/interactions", UriKind.Relative);
    private static readonly Uri Past = new("api/interactions?history=true", UriKind.Relative);
    private static readonly Uri End = new("api/interactions/history/end", UriKind.Relative);

    public async Task<Answer> SendAsync(IReadOnlyList<Row> batch, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(Body(batch));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await AskAsync(history ? Past : Live, content, body => Receipts(body, batch.Count), cancellation);
    }

    public async Task<Answer> EndHistoryAsync(CancellationToken cancellation)
    {
        using var content = new ByteArrayContent([]);
        return await AskAsync(End, content, static _ => new Answer.Taken(0, 0), cancellation);
    }

    private async Task<Answer> AskAsync(Uri uri, HttpContent content, Func<byte[], Answer> taken, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.PostAsync(uri, content, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            return response.IsSuccessStatusCode ? taken(body) : Refused(response, body);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Answer.Later(e.Message, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Answer.Later($"> {http.Timeout.TotalSeconds:0} s", null);
        }
    }

    private static byte[] Body(IReadOnlyList<Row> batch)
    {
        var body = new byte[batch.Sum(r => r.Entry.Length + 1) + 1];
        var at = 0;
        foreach (var row in batch)
        {
            body[at++] = at == 1 ? (byte)'[' : (byte)',';
            row.Entry.CopyTo(body, at);
            at += row.Entry.Length;
        }

        body[at] = (byte)']';
        return body;
    }

    private static Answer Receipts(byte[] body, int expected)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body);
            if (parsed.RootElement.TryGetProperty("results", out var results) && results.GetArrayLength() == expected)
            {
                var known = results.EnumerateArray().Count(r => r.TryGetProperty("duplicate", out var d) && d.ValueKind == JsonValueKind.True);
                return new Answer.Taken(expected - known, known);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not an answer of this service: said below.
        }

        return new Answer.Never("replay.not-crm", "");
    }

    private static Answer Refused(HttpResponseMessage response, byte[] body) => (response.StatusCode, Problem.Read(body)) switch
    {
        (HttpStatusCode.BadRequest, { Entries.Count: > 0 } problem) => new Answer.Invalid(problem.Entries),
        (HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity, var problem) =>
            new Answer.InvalidSomewhere(problem.Said ?? Status(response)),
        (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError, var problem) =>
            new Answer.Later(problem.Said ?? Status(response), RetryAfter(response)),
        (HttpStatusCode.Unauthorized, _) => new Answer.Never("service.unauthorized", ""),
        (HttpStatusCode.Forbidden, _) => new Answer.Never("service.forbidden", "ingest"),
        (_, var problem) => new Answer.Never("service.refused", problem.Said ?? Status(response)),
    };

    private static string Status(HttpResponseMessage response) => $"HTTP {(int)response.StatusCode}";

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when response.Headers.Date is { } now => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
