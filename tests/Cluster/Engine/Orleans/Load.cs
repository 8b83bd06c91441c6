using System.Collections.Concurrent;
using System.Net;

namespace SocialCrm.Cluster;

/// <summary>
/// Senders that go on until they are stopped, each with people of its own, and remember every answer: what was acknowledged must be there at the end,
/// once and without a gap.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Said> _acknowledged = [];
    private readonly ConcurrentDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly Task _senders;
    private int _sent;

    /// <param name="clients">Chosen anew for each message, in turn.</param>
    /// <param name="senders">How many send at once; each sends its next message when the one before is answered.</param>
    public Load(IReadOnlyList<HttpClient> clients, int senders) =>
        _senders = Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() => SendAsync(clients, sender))));

    /// <summary>Answers with a receipt so far.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Other answers, by what they were.</summary>
    public IReadOnlyDictionary<string, int> Refused => _refused;

    /// <summary>Stops the senders and reads every customer that was written to: whoever got a receipt finds it.</summary>
    /// <returns>What is wrong; empty when all is well.</returns>
    public async Task<IReadOnlyList<string>> FindLostAsync(HttpClient client)
    {
        await _stop.CancelAsync();
        await _senders;
        List<string> wrong = [];
        foreach (var customer in _acknowledged.GroupBy(said => said.Customer, StringComparer.Ordinal))
        {
            var (version, state) = await Said.CustomerAsync(client, customer.Key);
            var newest = customer.Max(said => said.Version);
            var inbound = state["counts"]!["inbound"]!.GetValue<long>();
            if (version < newest) wrong.Add($"{customer.Key} is at {version}, but {newest} was acknowledged");
            if (inbound != version) wrong.Add($"{customer.Key} is at {version} with {inbound} messages");
            foreach (var twice in customer.Where(s => !s.Duplicate).GroupBy(said => said.Version).Where(v => v.Count() > 1)) wrong.Add($"{customer.Key} has version {twice.Key} twice");
        }

        return wrong;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _senders;
        _stop.Dispose();
    }

    private async Task SendAsync(IReadOnlyList<HttpClient> clients, int sender)
    {
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            var id = $"load-{sender}-{number}";
            for (var attempt = 0; !_stop.IsCancellationRequested && !await IsAnsweredAsync(clients[Interlocked.Increment(ref _sent) % clients.Count], $"@load{sender}-{number % 5}", id); attempt++)
            {
                // As Retry-After asks, only sooner.
                await Task.Delay(50);
            }
        }
    }

    private async Task<bool> IsAnsweredAsync(HttpClient client, string handle, string id)
    {
        try
        {
            using var answer = await Said.SendAsync(client, handle, id);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                _acknowledged.Add(await Said.OfAsync(answer));
                return true;
            }

            _refused.AddOrUpdate(((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), 1, static (_, n) => n + 1);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            _refused.AddOrUpdate(e.InnerException?.GetType().Name ?? e.GetType().Name, 1, static (_, n) => n + 1);
        }

        return false;
    }
}
