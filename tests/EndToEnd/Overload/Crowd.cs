using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace SocialCrm.Overload;

/// <param name="Key">The idempotency key, where the request needs one to be repeated safely.</param>
internal sealed record Request(string Path, JsonNode Body, string? Key = null);

/// <summary>Requests that are sent all at once, and each again as it was while the answer asks for that (429, 503).</summary>
internal sealed class Crowd(HttpClient client)
{
    /// <summary>Sooner than <c>Retry-After</c> asks: the recovery is measured, not the senders' patience.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers but 200, by status.</summary>
    public ConcurrentDictionary<HttpStatusCode, int> Answers { get; } = new();

    /// <summary>Completes at the first 429 that says what it has to.</summary>
    public Task Refused => _refused.Task;

    public async Task SendAsync(IEnumerable<Request> requests)
    {
        try
        {
            await Task.WhenAll(requests.Select(SendAsync));
            _refused.TrySetException(new InvalidOperationException("nothing was refused"));
        }
        catch (Exception e)
        {
            _refused.TrySetException(e);
            throw;
        }
    }

    private async Task SendAsync(Request request)
    {
        while (true)
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(request.Path, UriKind.Relative)) { Content = JsonContent.Create(request.Body) };
            if (request.Key is not null) message.Headers.Add("Idempotency-Key", request.Key);
            using var answer = await client.SendAsync(message);
            if (answer.StatusCode == HttpStatusCode.OK) return;
            Answers.AddOrUpdate(answer.StatusCode, 1, static (_, n) => n + 1);
            var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
            var again = answer.Headers.RetryAfter?.Delta;
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.Equal("/problems/overloaded", problem["type"]!.GetValue<string>());
                Assert.InRange(again!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
                _refused.TrySetResult();
            }
            else
            {
                Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable && again is not null, string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode}: {problem.ToJsonString()}"));
            }

            await Task.Delay(Pause);
        }
    }
}
