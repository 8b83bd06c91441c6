using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialCrm.TestKit;

namespace SocialCrm;

/// <summary>Sends rows as a replay does, and keeps what was acknowledged.</summary>
internal sealed class Sending(IReadOnlyList<JsonObject> rows, int batch, int senders)
{
    private int _answered;

    /// <summary>External ids whose receipt came.</summary>
    public ConcurrentDictionary<string, bool> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>External ids that were stored without an acknowledgement: answered as duplicates at their first receipt.</summary>
    public ConcurrentDictionary<string, bool> StoredUnheard { get; } = new(StringComparer.Ordinal);

    /// <summary>External ids that were acknowledged once and are not known any more: must stay empty.</summary>
    public ConcurrentDictionary<string, bool> Forgotten { get; } = new(StringComparer.Ordinal);

    /// <summary>Sends all rows; returns early when the service is gone.</summary>
    /// <param name="answered">Told after each answered request, with their number so far.</param>
    public async Task RunAsync(ServiceProcess service, Action<int>? answered = null)
    {
        using var client = service.Client();
        var batches = new ConcurrentQueue<JsonObject[]>(rows.Chunk(batch));
        _answered = 0;
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(async () =>
        {
            while (batches.TryDequeue(out var next))
            {
                try
                {
                    await SendAsync(client, next);
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    return;
                }

                answered?.Invoke(Interlocked.Increment(ref _answered));
            }
        })));
    }

    private async Task SendAsync(HttpClient client, JsonObject[] next)
    {
        using var answer = await client.PostAsJsonAsync("/api/interactions?history=true", next);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        foreach (var receipt in (await answer.Content.ReadFromJsonAsync<JsonObject>())!["results"]!.AsArray())
        {
            var id = receipt!["externalId"]!.GetValue<string>();
            var duplicate = receipt["duplicate"]!.GetValue<bool>();
            if (Acknowledged.TryAdd(id, true))
            {
                if (duplicate) StoredUnheard[id] = true;
            }
            else if (!duplicate)
            {
                Forgotten[id] = true;
            }
        }
    }
}
