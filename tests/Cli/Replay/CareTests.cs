using SocialCrm.Cli.Replay.Recordings;
using Xunit;

namespace SocialCrm.Cli.Tests.Replay;

public sealed class CareTests
{
    // The id's own time, 2020-04-01T20:40:14.588Z: a header's duration is no help, it leaves out whole days.
    private const string Thread = """
        [{"agentURL":{"tweet_ID":"1245450925218484224","turn":"5","url_utterance":"@neighbour See our page."},
          "dialogContent":[
            {"client":"liisa","datetime":"2020-04-01T13:30:04.000Z","message":"It doesn't ring &amp; blink","tweet_ID":"11"},
            {"agent":"CareDesk","datetime":"2020-04-01T13:40:00.000Z","message":"@liisa Which model?","tweet_ID":"12"},
            {"client":"liisa","datetime":"2020-04-01T14:00:00.000Z","message":"The red one","tweet_ID":"13"},
            {"client1":"neighbour","datetime":"2020-04-01T20:35:04.000Z","message":"Mine neither","tweet_ID":"14"}],
          "dialogHeader":{"company":"CareDesk","conversationDateTime":"2020-04-01T13:30:04.000Z","duration":"-07:10:10.0","messageCount":"5","sessionID":"6kHx"}}]
        """;

    [Fact]
    public async Task Thread_becomes_interactions_of_its_people_and_the_company()
    {
        var rows = await Rows.ReadAsync("care", Thread);

        Assert.Equal(["11", "12", "13", "14", "1245450925218484224"], rows.Select(r => r.Text("externalId")));
        Assert.Equal(["inbound", "outbound", "inbound", "inbound", "outbound"], rows.Select(r => r.Text("direction")));
        Assert.Equal(["liisa", "CareDesk", "liisa", "neighbour", "CareDesk"], rows.Select(r => r.Sent().GetProperty("author").GetProperty("handle").GetString()));
        Assert.Equal([null, "11", null, null, "14"], rows.Select(r => r.Text("inReplyTo")));
        Assert.All(rows, r => Assert.Equal(("x", "CareDesk", "6kHx", true), (r.Text("channel"), r.Text("account"), r.Text("thread"), r.Sent().GetProperty("public").GetBoolean())));
        Assert.Equal("It doesn't ring &amp; blink", rows[0].Text("text"));
        Assert.Equal(new DateTimeOffset(2020, 4, 1, 13, 30, 4, TimeSpan.Zero), rows[0].At);
        Assert.Equal(new DateTimeOffset(2020, 4, 1, 20, 40, 14, 588, TimeSpan.Zero), rows[4].At);
        Assert.Equal([Place.Of(1, 1), Place.Of(1, 5)], [rows[0].Place, rows[4].Place]);
    }

    [Theory]
    [InlineData("\"tweet_ID\":\"12\"", "\"tweet_ID\":null", 1, 2, "turn")]
    [InlineData("\"client1\"", "\"visitor\"", 1, 4, "turn")]
    [InlineData("\"datetime\":\"2020-04-01T14:00:00.000Z\"", "\"datetime\":\"yesterday\"", 1, 3, "value")]
    [InlineData("\"sessionID\"", "\"session\"", 1, 0, "thread")]
    public async Task Turn_that_lacks_something_is_refused_with_its_place(string instead, string broken, long thread, int turn, string why)
    {
        var rows = await Rows.ReadAsync("care", Thread.Replace(instead, broken, StringComparison.Ordinal));

        var refused = Assert.Single(rows, r => r.Refusal is not null);
        Assert.Equal((Place.Of(thread, turn), why), (refused.Place, refused.Refusal!.Key));
    }

    [Fact]
    public async Task Answer_without_an_id_is_left_out()
    {
        var rows = await Rows.ReadAsync("care", Thread.Replace("1245450925218484224", "", StringComparison.Ordinal));

        Assert.Equal(["11", "12", "13", "14"], rows.Select(r => r.Text("externalId")));
    }

    [Fact]
    public async Task Broken_json_ends_the_reading_with_its_line()
    {
        var threads = string.Join(",\n", Enumerable.Repeat(Thread.TrimEnd()[1..^1], 100));

        var rows = await Rows.ReadAsync("care", $"[{threads},\n{{\"dialogHeader\": oops");

        // The parser looks one buffer ahead, so the threads right before the fault aren't read either.
        Assert.True(rows.Count > 400, $"{rows.Count} rows");
        Assert.All(rows.SkipLast(1), r => Assert.Null(r.Refusal));
        Assert.Equal((Place.At(701), "json-here", true), (rows[^1].Place, rows[^1].Refusal!.Key, rows[^1].EndsEarly));
    }
}
