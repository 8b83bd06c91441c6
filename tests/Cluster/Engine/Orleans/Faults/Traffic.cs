using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialCrm.Cluster.Faults;

/// <summary>
/// What one sender sends, by its seed: messages of customers whom all senders share and of its own, known and new; the company's answers, some of them
/// before their question; several at once; notes, priorities and short snoozes.
/// </summary>
internal sealed class Traffic(int sender, int seed, IReadOnlyList<string> shared)
{
    public const string Channel = "x";
    public const string Account = "pohjanlento";

    private const int MaxTogether = 5;
    /// <summary>Said just now: what the default policies promise is minutes ahead, so rows come of what is sent, and of snoozes.</summary>
    private static readonly DateTimeOffset Begin = TimeProvider.System.GetUtcNow();
    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];

    private readonly Random _random = new(seed);
    private readonly List<string> _handles = [];
    private readonly List<string> _answerable = [];
    private readonly List<string> _conversations = [];
    private string? _promised;
    private int _numbers;

    /// <summary>An answer was sent whose question comes next.</summary>
    public bool OwesQuestion => _promised is not null;

    /// <summary>The next request; depends on the seed and on what was acknowledged before.</summary>
    public Outgoing Next()
    {
        if (_promised is { } question)
        {
            _promised = null;
            return Together(Inbound(Anybody(), question));
        }

        return _random.Next(100) switch
        {
            < 45 => Together(Inbound(shared[_random.Next(shared.Count)], NewId())),
            < 60 => Together(Inbound(Anybody(), NewId())),
            < 75 when _answerable.Count > 0 => Together(Answer(_answerable[_random.Next(_answerable.Count)])),
            < 82 => Together(Answer(_promised = NewId())),
            < 90 => Together([.. Enumerable.Range(0, _random.Next(2, MaxTogether + 1)).Select(_ => Inbound(Anybody(), NewId()))]),
            _ when _conversations.Count > 0 => Act(_conversations[_random.Next(_conversations.Count)]),
            _ => Together(Inbound(Anybody(), NewId())),
        };
    }

    /// <summary>What was stored can be answered and acted upon.</summary>
    public void Stored(IEnumerable<Receipt> receipts)
    {
        foreach (var receipt in receipts)
        {
            if (receipt.Conversation is null) continue;
            _answerable.Add(receipt.ExternalId);
            _conversations.Add(receipt.Conversation);
        }
    }

    /// <summary>One in three is somebody new.</summary>
    private string Anybody()
    {
        if (_handles.Count == 0 || _random.Next(3) == 0) _handles.Add($"@asiakas{sender}_{_handles.Count}");
        return _handles[_random.Next(_handles.Count)];
    }

    private string NewId() => $"s{sender}-{++_numbers}";

    private static Outgoing Together(params JsonObject[] interactions) => new(
        "/api/interactions", interactions is [var only] ? only : new JsonArray([.. interactions]), null, [.. interactions.Select(i => (string)i["externalId"]!)]);

    private JsonObject Inbound(string handle, string id) => new()
    {
        ["channel"] = Channel,
        ["account"] = Account,
        ["externalId"] = id,
        ["direction"] = "inbound",
        ["text"] = "missä laukkuni on",
        ["at"] = At(),
        ["author"] = new JsonObject { ["handle"] = handle, ["name"] = handle },
    };

    private JsonObject Answer(string question) => new()
    {
        ["channel"] = Channel,
        ["account"] = Account,
        ["externalId"] = NewId(),
        ["direction"] = "outbound",
        ["inReplyTo"] = question,
        ["text"] = "selvitämme asiaa",
        ["at"] = At(),
        ["author"] = new JsonObject { ["handle"] = "anna" },
    };

    private Outgoing Act(string conversation)
    {
        var (name, body) = _random.Next(3) switch
        {
            0 => ("notes", new JsonObject { ["text"] = "soitettu kentälle" }),
            1 => ("priority", new JsonObject { ["priority"] = Priorities[_random.Next(Priorities.Length)] }),
            _ => ("snooze", new JsonObject { ["until"] = Text(TimeProvider.System.GetUtcNow().AddMilliseconds(_random.Next(5_000, 9_000))) }),
        };
        return new($"/api/conversations/{conversation}/{name}", body, NewId(), []);
    }

    private string At() => Text(Begin.AddMilliseconds((10 * _numbers) + sender));

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
