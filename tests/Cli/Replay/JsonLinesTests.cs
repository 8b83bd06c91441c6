using System.Text;
using SocialCrm.Cli.Replay.Recordings;
using Xunit;

namespace SocialCrm.Cli.Tests.Replay;

public sealed class JsonLinesTests
{
    [Fact]
    public async Task Line_is_sent_as_it_stands()
    {
        const string line = """{"channel":"x", "externalId":"1","text":"Hyvää 🔥","at":"2026-04-15T04:41:06Z","new":[1.50]}""";

        var rows = await Rows.ReadAsync("jsonl", $"\uFEFF{line}\r\n\n  {line}");

        Assert.Equal([line, line], rows.Select(r => Encoding.UTF8.GetString(r.Entry)));
        Assert.Equal([1L, 3], rows.Select(r => r.Place.Line));
    }

    [Fact]
    public async Task Shift_moves_the_time_and_nothing_else()
    {
        var row = Assert.Single(await Rows.ReadAsync("jsonl", """{"text":"Hyvää","at":"2026-04-15T07:41:06+03:00","metadata":{"at":"x","n":1.50}}""", TimeSpan.FromHours(2)));

        Assert.Equal("""{"text":"Hyvää","at":"2026-04-15T06:41:06+00:00","metadata":{"at":"x","n":1.50}}""", Encoding.UTF8.GetString(row.Entry));
    }

    [Theory]
    [InlineData("{\"channel\":", "json")]
    [InlineData("[1]", "object")]
    [InlineData("{\"a\":1} {\"b\":2}", "json")]
    public async Task Line_that_is_no_object_is_refused_and_the_next_one_is_read(string line, string why)
    {
        var rows = await Rows.ReadAsync("jsonl", $"{line}\n{{\"externalId\":\"2\"}}\n");

        Assert.Equal([(1L, why), (2L, null)], rows.Select(r => (r.Place.Line, r.Refusal?.Key)));
    }

    [Fact]
    public async Task Invalid_utf8_is_refused()
    {
        var rows = await Rows.ReadAsync("jsonl", [.. "{\"text\":\""u8, 0xFF, .. "\"}"u8]);

        Assert.Equal("utf8", Assert.Single(rows).Refusal?.Key);
    }

    [Fact]
    public async Task Line_beyond_the_bound_is_refused_and_the_next_one_is_read()
    {
        await using var file = new MemoryStream([.. new byte[Utf8Lines.MaxLineBytes + 1].AsSpan().ToArray().Select(_ => (byte)'x'), .. "\n{\"externalId\":\"2\"}"u8]);

        var rows = await Formats.Named("jsonl").ReadAsync(file, TimeSpan.Zero, CancellationToken.None).ToListAsync();

        Assert.Equal([(1L, "too-long"), (2L, null)], rows.Select(r => (r.Place.Line, r.Refusal?.Key)));
    }
}
