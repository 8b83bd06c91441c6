using System.Diagnostics;
using System.Net.Http.Json;

namespace SocialCrm.Bench.Desk;

/// <summary>Messages at a steady rate in so many conversations, in turns. Each begins with its number, so that it is known again on a screen.</summary>
internal sealed class PacedMessages(HttpClient client, int conversations)
{
    private const int Senders = 8;

    private readonly List<(long Number, double SentMs)> _sent = [];
    private long _next = -1;

    /// <summary>Milliseconds since 1970 before each was sent, by number.</summary>
    public IReadOnlyList<(long Number, double SentMs)> Sent => _sent;

    public static double NowMs => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    public static string NameOf(long conversation) => $"Matkustaja {conversation + 1}";

    public long ConversationOf(long number) => number % conversations;

    /// <summary>One message in each.</summary>
    public async Task BeginAsync()
    {
        for (var i = 0; i < conversations; i++) await SendAsync(++_next);
    }

    /// <param name="isKept">Whether the times are of use.</param>
    public async Task RunAsync(double perSecond, TimeSpan time, bool isKept)
    {
        if (isKept) _sent.Clear();
        var (start, first) = (Stopwatch.GetTimestamp(), _next);
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                var number = Interlocked.Increment(ref _next);
                var wait = TimeSpan.FromSeconds((number - first) / perSecond) - Stopwatch.GetElapsedTime(start);
                if (wait > TimeSpan.Zero) await Task.Delay(wait);
                var sent = NowMs;
                await SendAsync(number);
                if (isKept) lock (_sent) _sent.Add((number, sent));
            }
        })));
    }

    private async Task SendAsync(long number)
    {
        var conversation = ConversationOf(number);
        using var taken = await client.PostAsJsonAsync("/api/interactions", new
        {
            channel = "whatsapp",
            account = "pohjanlento",
            externalId = $"m{number}",
            direction = "inbound",
            text = $"m{number} Hei, lentoni Osloon peruttiin aamulla eikä kukaan vastaa puhelimeen. Miten saan paikan iltalennolle?",
            at = TimeProvider.System.GetUtcNow().UtcDateTime,
            author = new { handle = $"+35840{conversation:0000000}", name = NameOf(conversation) },
        });
        taken.EnsureSuccessStatusCode();
    }
}
