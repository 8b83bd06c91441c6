using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SocialCrm.Cluster.Faults;

/// <summary>
/// A sender as providers are: one request after the other, at its pace; what isn't acknowledged (a connection that was lost, no answer in time, 429, 503) is
/// repeated as it was, at the next host, until it is. Any other answer ends the run as a failure.
/// </summary>
internal sealed class Sender(int number, IReadOnlyList<HttpClient> hosts, Traffic traffic, Acknowledged acknowledged)
{
    /// <summary>Between two requests: enough of them to meet a fault, few enough to leave the processor to the cluster.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(30);

    /// <summary>Between two tries; a 503 asks for more patience than that, which a fault's end shouldn't have to wait for.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A bound on being refused, far beyond any outage here: whoever isn't acknowledged by then never will be.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private long _lastAt = Stopwatch.GetTimestamp();
    private long _acknowledgements;

    /// <summary>Requests acknowledged so far.</summary>
    public long Acknowledgements => Interlocked.Read(ref _acknowledgements);

    /// <summary>Requests that had to be repeated, counted once for each time.</summary>
    public int Repeats { get; private set; }

    /// <summary>The longest time between two acknowledgements.</summary>
    public TimeSpan LongestGap { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!stop.IsCancellationRequested || traffic.OwesQuestion)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            await SendAsync(traffic.Next());
        }
    }

    private async Task SendAsync(Outgoing outgoing)
    {
        var begin = Stopwatch.GetTimestamp();
        var last = "";
        for (var attempt = number; Stopwatch.GetElapsedTime(begin) < Patience; attempt++)
        {
            try
            {
                using var answer = await PostAsync(hosts[attempt % hosts.Count], outgoing);
                last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    Take(outgoing, JsonNode.Parse(last.AsSpan(4).ToString())!);
                    return;
                }

                // Repeated for so long that its time is over: said, and true.
                if (answer.StatusCode == HttpStatusCode.BadRequest && outgoing.IsSnooze && attempt > number) return;
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                    throw new InvalidOperationException($"{outgoing.Path} {outgoing.Body.ToJsonString()}: {last}");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                last = e.Message;
            }

            Repeats++;
            await Task.Delay(Pause);
        }

        throw new TimeoutException($"waited {Patience} for {outgoing.Path} {outgoing.Body.ToJsonString()} to be acknowledged; last: {last}");
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient host, Outgoing outgoing)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, outgoing.Path) { Content = JsonContent.Create(outgoing.Body) };
        if (outgoing.IdempotencyKey is { } key) request.Headers.Add("Idempotency-Key", key);
        return await host.SendAsync(request);
    }

    private void Take(Outgoing outgoing, JsonNode answer)
    {
        if (outgoing.IdempotencyKey is { } key)
        {
            if (outgoing.IsNote) acknowledged.AddNote(key);
        }
        else
        {
            Receipt[] receipts = [.. answer["results"]!.AsArray().Select(r => new Receipt(
                (string)r!["externalId"]!, (string?)r["customerId"], (string?)r["conversationId"], (long?)r["version"], (bool)r["duplicate"]!))];
            if (!receipts.Select(r => r.ExternalId).SequenceEqual(outgoing.ExternalIds)) throw new InvalidOperationException($"asked for {string.Join(' ', outgoing.ExternalIds)}: {answer}");
            acknowledged.Add(receipts);
            traffic.Stored(receipts);
        }

        var now = Stopwatch.GetTimestamp();
        var gap = Stopwatch.GetElapsedTime(_lastAt, now);
        if (gap > LongestGap) LongestGap = gap;
        _lastAt = now;
        Interlocked.Increment(ref _acknowledgements);
    }
}
