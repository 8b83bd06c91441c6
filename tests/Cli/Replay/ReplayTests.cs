using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace SocialCrm.Cli.Tests.Replay;

/// <summary>The command as a whole against a peer on loopback.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private readonly CommandLine cli = new();
    private readonly SkippingTime clock = new();
    private StubService service = null!;

    public async Task InitializeAsync() => service = await StubService.StartAsync();
    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task Twcs_file_is_sent_as_history_and_the_import_is_ended()
    {
        using var file = Recording.Of(Recording.Twcs(2_345));

        var exit = await RunAsync(file, "twcs", "--key", "secret");

        Assert.Equal(0, exit);
        Assert.Equal("sent 2345, accepted 2345, duplicates 0, refused 0", cli.Lines[^1]);
        Assert.Equal(2_345, service.Taken.Count);
        Assert.Equal("Bearer secret", service.Key);
        Assert.Equal(24, service.Requests.Count(r => r == "POST /api/interactions?history=true"));
        Assert.Equal("POST /api/interactions/history/end", service.Requests[^1]);
    }

    [Fact]
    public async Task Same_file_again_in_another_order_by_many_senders_is_all_duplicates()
    {
        using var file = Recording.Of(Recording.Twcs(1_000));
        await RunAsync(file, "twcs");

        var exit = await RunAsync(file, "twcs", "--shuffle", "4711", "--senders", "10", "--batch", "7");

        Assert.Equal(0, exit);
        Assert.Equal("sent 1000, accepted 0, duplicates 1000, refused 0", cli.Lines[^1]);
        Assert.Equal(1_000, service.Taken.Count);
    }

    [Fact]
    public async Task Shuffle_gives_one_order_per_seed()
    {
        using var file = Recording.Of(Recording.Twcs(50));
        var orders = new List<string>();
        foreach (var seed in (string[])["1", "1", "2"])
        {
            service.Instead = (_, entries, _) =>
            {
                orders.Add(string.Join(' ', entries.Select(e => e.GetProperty("externalId").GetString())));
                return Task.FromResult(false);
            };
            await RunAsync(file, "twcs", "--shuffle", seed);
        }

        Assert.Equal(orders[0], orders[1]);
        Assert.NotEqual(orders[0], orders[2]);
    }

    [Fact]
    public async Task Malformed_rows_are_listed_with_their_lines_and_the_exit_code_stays_0()
    {
        using var file = Recording.Of(Recording.Twcs(10) + "10,11,1,True,when?,text,,\n");

        var exit = await RunAsync(file, "twcs");

        Assert.Equal(0, exit);
        Assert.Contains("refused, line 17: created_at cannot be: when?", cli.Lines);
        Assert.Equal("sent 10, accepted 10, duplicates 0, refused 1", cli.Lines[^1]);
    }

    [Fact]
    public async Task First_twenty_refusals_are_told_and_the_rest_counted()
    {
        using var file = Recording.Of(Recording.TwcsHeader + string.Concat(Enumerable.Repeat("x\n", 25)));

        await RunAsync(file, "twcs");

        Assert.Equal(20, cli.Lines.Count(l => l.StartsWith("refused, line ", StringComparison.Ordinal)));
        Assert.Contains("refused: 5 more", cli.Lines);
    }

    [Fact]
    public async Task Entries_that_the_service_refuses_are_told_with_their_lines_and_the_rest_is_taken()
    {
        using var file = Recording.Of(Recording.Twcs(100));
        service.Instead = async (_, entries, http) =>
        {
            var bad = entries.Index().Where(e => e.Item.GetProperty("externalId").GetString() is "1" or "2")
                .ToDictionary(e => $"[{e.Index}].text", _ => new[] { "too rude" });
            if (bad.Count == 0) return false;
            await StubService.ProblemAsync(http, 400, bad);
            return true;
        };

        var exit = await RunAsync(file, "twcs");

        Assert.Equal(3, exit);
        Assert.Contains("refused, line 2: the service says: text: too rude", cli.Lines);
        Assert.Contains("refused, line 4: the service says: text: too rude", cli.Lines);
        Assert.Equal("sent 100, accepted 98, duplicates 0, refused 2", cli.Lines[^1]);
        Assert.Equal(98, service.Taken.Count);
    }

    [Fact]
    public async Task Entry_refused_because_its_customer_is_not_known_yet_is_taken_at_the_end()
    {
        using var file = Recording.Of("""
            {"channel":"note","account":"a","externalId":"n1","customer":{"channel":"x","handle":"liisa"}}
            {"channel":"x","account":"a","externalId":"m1","author":{"handle":"liisa"}}
            """);
        service.Instead = async (_, entries, http) =>
        {
            if (service.Taken.Count > 0 || !entries.Any(e => e.TryGetProperty("customer", out var _))) return false;
            await StubService.ProblemAsync(http, 400, new Dictionary<string, string[]> { ["[0].customer"] = ["is not known"] });
            return true;
        };

        var exit = await RunAsync(file, "jsonl");

        Assert.Equal(0, exit);
        Assert.Equal("sent 2, accepted 2, duplicates 0, refused 0", cli.Lines[^1]);
    }

    [Fact]
    public async Task Refusal_that_names_no_entry_is_narrowed_down_to_the_row()
    {
        using var file = Recording.Of(Recording.Twcs(64));
        service.Instead = async (_, entries, http) =>
        {
            if (!entries.Any(e => e.GetProperty("externalId").GetString() == "33")) return false;
            await StubService.ProblemAsync(http, 400, title: "no");
            return true;
        };

        var exit = await RunAsync(file, "twcs");

        Assert.Equal(3, exit);
        Assert.Contains("refused, line 50: the service says: no", cli.Lines);
        Assert.Equal(63, service.Taken.Count);
    }

    [Fact]
    public async Task Overload_is_repeated_after_the_time_that_the_service_asks_for()
    {
        using var file = Recording.Of(Recording.Twcs(10));
        service.Instead = async (number, _, http) =>
        {
            if (number > 2) return false;
            http.Response.Headers.RetryAfter = "7";
            await StubService.ProblemAsync(http, 429);
            return true;
        };

        var exit = await RunAsync(file, "twcs", "--senders", "1");

        Assert.Equal(0, exit);
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)], clock.Waits.Where(w => w == TimeSpan.FromSeconds(7)));
        Assert.Equal("sent 10, accepted 10, duplicates 0, refused 0", cli.Lines[^1]);
        Assert.Equal(3, service.Requests.Count(r => r.StartsWith("POST /api/interactions?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Part_stored_before_a_503_or_a_lost_connection_comes_out_once()
    {
        using var file = Recording.Of(Recording.Twcs(300));
        service.Instead = async (number, entries, http) =>
        {
            switch (number)
            {
                case 1:
                    service.Store([.. entries.Take(40)]);
                    await StubService.ProblemAsync(http, 503);
                    return true;
                case 2:
                    service.Store(entries);
                    http.Abort();
                    return true;
                default:
                    return false;
            }
        };

        var exit = await RunAsync(file, "twcs", "--senders", "1", "--json");

        using var summary = JsonDocument.Parse(cli.Output);
        Assert.Equal(0, exit);
        Assert.Equal(300, service.Taken.Count);
        Assert.Equal((300, 200, 100, 2), (Number("sent"), Number("accepted"), Number("duplicates"), Number("retries")));

        int Number(string name) => summary.RootElement.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Service_that_stays_away_ends_the_replay_with_2_after_the_patience()
    {
        using var file = Recording.Of(Recording.Twcs(10));
        service.Instead = async (_, _, http) =>
        {
            await StubService.ProblemAsync(http, 503, title: "storage is away");
            return true;
        };

        var exit = await RunAsync(file, "twcs", "--give-up-after", "30");

        Assert.Equal(2, exit);
        Assert.Contains("Given up after 30 s. The last answer: storage is away.", cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("POST /api/interactions/history/end", service.Requests);
    }

    [Theory]
    [InlineData(401, "The service wants a key")]
    [InlineData(403, "This key lacks the scope ingest")]
    [InlineData(404, "The service says: no")]
    public async Task Refused_request_ends_the_replay_at_once_with_2(int status, string said)
    {
        using var file = Recording.Of(Recording.Twcs(1_000));
        service.Instead = async (_, _, http) =>
        {
            await StubService.ProblemAsync(http, status);
            return true;
        };

        var exit = await RunAsync(file, "twcs", "--senders", "1");

        Assert.Equal(2, exit);
        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Another_service_at_the_address_is_noticed()
    {
        using var file = Recording.Of(Recording.Twcs(10));
        service.Instead = async (_, _, http) =>
        {
            await http.Response.WriteAsync("<html>hello</html>");
            return true;
        };

        Assert.Equal(2, await RunAsync(file, "twcs"));
        Assert.Contains("is not SocialCrm", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_spreads_the_rows_over_time()
    {
        using var file = Recording.Of(Recording.Twcs(1_000));
        var began = clock.GetUtcNow();

        await RunAsync(file, "twcs", "--rate", "200");

        // 1,000 rows at 200/s are 5 s; the last batch of 20 (a tenth of a second's rows) needn't be waited for.
        Assert.InRange(clock.Waits.Where(w => w <= TimeSpan.FromMilliseconds(101)).Sum(w => w.TotalSeconds), 4.0, 5.0);
        Assert.True(clock.GetUtcNow() > began);
        Assert.Equal(50, service.Requests.Count(r => r.StartsWith("POST /api/interactions?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Shift_to_now_puts_the_latest_time_at_now_and_keeps_the_distances()
    {
        using var file = Recording.Of("""
            {"externalId":"1","at":"2026-04-15T10:00:00Z"}
            {"externalId":"2","at":"2026-04-15T12:30:00Z"}
            {"externalId":"3","at":"2026-04-15T12:00:00Z"}
            """);
        var now = clock.GetUtcNow();

        await RunAsync(file, "jsonl", "--shift-to-now");

        Assert.Equal([now.AddMinutes(-150), now, now.AddMinutes(-30)], service.Taken.Select(e => e.GetProperty("at").GetDateTimeOffset()));
        Assert.Equal(["POST /api/interactions"], service.Requests);
    }

    [Theory]
    [InlineData("--senders", "0")]
    [InlineData("--batch", "1001")]
    [InlineData("--rate", "fast")]
    [InlineData("--url", "here")]
    public async Task Impossible_option_is_a_mistake_of_the_caller(string option, string value)
    {
        using var file = Recording.Of(Recording.Twcs(1));

        Assert.Equal(1, await cli.RunAsync("replay", file.Path, "--format", "twcs", option, value));
        Assert.Contains(option, cli.Error, StringComparison.Ordinal);
    }

    private Task<int> RunAsync(Recording file, string format, params string[] more) =>
        cli.RunAsync(clock, ["replay", file.Path, "--format", format, "--url", service.Url, .. more]);
}
