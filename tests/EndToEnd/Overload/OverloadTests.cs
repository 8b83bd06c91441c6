using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialCrm.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace SocialCrm.Overload;

/// <summary>
/// Too much at once, while the database takes no commits: each bound refuses with 429 and when to come back; what was acknowledged is there once, and within
/// ten seconds of the database's return all that was refused is taken. One process inherits it, and a cluster.
/// </summary>
public abstract class OverloadTests(ITestOutputHelper output)
{
    private const string Handle = "@ruuhka";
    private const int Largest = 1_000;

    /// <summary>More requests than one activation lets wait.</summary>
    private const int ManyActs = 1_050;

    /// <summary>More arrays of <see cref="Largest"/> than may wait for one customer, and the one that is under way.</summary>
    private const int ManyArrays = 14;

    private static readonly TimeSpan Recovers = TimeSpan.FromSeconds(10);

    /// <summary>What the default policies promise is minutes ahead: a version is a message or an act.</summary>
    private static readonly string Now = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A service that takes the given settings; ended by disposing.</summary>
    protected abstract Task<(IAsyncDisposable Service, string Store, HttpClient Client)> StartAsync(params (string Name, string Value)[] settings);

    [Fact]
    public async Task Interactions_beyond_what_a_process_admits_are_refused_until_there_is_room()
    {
        var (service, store, client) = await StartAsync(("Admission__MaxInteractionsInFlight", Largest.ToString(CultureInfo.InvariantCulture)));
        await using var _ = service;
        var (customer, _) = await FoundAsync(client);

        await OverloadAsync(client, store, [.. Arrays(1), Array(1, "single")]);

        Assert.Equal(Largest + 2, await InboundAsync(client, customer));
    }

    [Fact]
    public async Task Deliveries_beyond_what_may_wait_for_a_customer_are_refused_until_there_is_room()
    {
        var (service, store, client) = await StartAsync();
        await using var _ = service;
        var (customer, _) = await FoundAsync(client);

        await OverloadAsync(client, store, Arrays(ManyArrays));

        Assert.Equal((ManyArrays * Largest) + 1, await InboundAsync(client, customer));
    }

    [Fact]
    public async Task Acts_beyond_what_may_wait_for_a_conversation_are_refused_until_there_is_room()
    {
        var (service, store, client) = await StartAsync();
        await using var _ = service;
        var (_, conversation) = await FoundAsync(client);

        await OverloadAsync(client, store, [.. Enumerable.Range(0, ManyActs).Select(i => new Request(
            $"/api/conversations/{conversation}/notes", new JsonObject { ["text"] = "ruuhkassa" }, Key: string.Create(CultureInfo.InvariantCulture, $"note-{i}")))]);

        var state = (await client.GetFromJsonAsync<JsonObject>($"/api/conversations/{conversation}"))!;
        Assert.Equal(ManyActs + 1, state["version"]!.GetValue<long>());
    }

    private static IEnumerable<Request> Arrays(int count) => Enumerable.Range(0, count).Select(static n => Array(Largest, string.Create(CultureInfo.InvariantCulture, $"m{n}")));

    private static Request Array(int count, string name) => new("/api/interactions", new JsonArray([.. Enumerable.Range(0, count).Select(i => Message($"{name}-{i}", thread: name))]));

    /// <param name="externalId">The message's own.</param>
    /// <param name="thread">Another conversation for each array: none of its messages comes late.</param>
    private static JsonObject Message(string externalId, string thread = "") => new()
    {
        ["channel"] = "x",
        ["account"] = "pohjanlento",
        ["externalId"] = externalId,
        ["thread"] = thread,
        ["direction"] = "inbound",
        ["text"] = "hei",
        ["at"] = Now,
        ["author"] = new JsonObject { ["handle"] = Handle, ["name"] = Handle },
    };

    /// <summary>All at once against a journal that is held, until one is refused; then the journal goes on, and each is repeated until it is taken.</summary>
    private async Task OverloadAsync(HttpClient client, string store, IEnumerable<Request> requests)
    {
        var crowd = new Crowd(client);
        Task all;
        await using (await HeldJournal.OfAsync(store))
        {
            all = crowd.SendAsync(requests);
            await crowd.Refused;
        }

        var released = Stopwatch.GetTimestamp();
        await all;
        var took = Stopwatch.GetElapsedTime(released);
        output.WriteLine($"taken {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s after the release; answers besides: {string.Join(", ", crowd.Answers)}");
        Assert.True(took < Recovers, $"all was taken only after {took}");
    }

    private static async Task<(string Customer, string Conversation)> FoundAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/api/interactions", Message("first"));
        answer.EnsureSuccessStatusCode();
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["results"]![0]!;
        return (receipt["customerId"]!.GetValue<string>(), receipt["conversationId"]!.GetValue<string>());
    }

    private static async Task<long> InboundAsync(HttpClient client, string customer)
    {
        var state = (await client.GetFromJsonAsync<JsonObject>($"/api/customers/{customer}"))!;
        Assert.Equal(state["version"]!.GetValue<long>(), state["counts"]!["inbound"]!.GetValue<long>());
        return state["version"]!.GetValue<long>();
    }
}
