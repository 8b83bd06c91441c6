using System.Text;
using SocialCrm.Cli.Replay.Recordings;
using Xunit;

namespace SocialCrm.Cli.Tests.Replay;

public sealed class TwcsTests
{
    private const string Time = "Tue Oct 31 22:10:47 +0000 2017";

    [Fact]
    public async Task Row_of_a_customer_becomes_an_inbound_interaction()
    {
        var row = Assert.Single(await Rows.ReadAsync("twcs", $"{Recording.TwcsHeader}0,8,115712,True,{Time},@care Hyvää päivää &amp; iltaa 🔥,\"9,6\",\n"));

        Assert.Equal("x", row.Text("channel"));
        Assert.Equal("twcs", row.Text("account"));
        Assert.Equal("8", row.Text("externalId"));
        Assert.Equal("inbound", row.Text("direction"));
        Assert.Equal("@care Hyvää päivää &amp; iltaa 🔥", row.Text("text"));
        Assert.Equal("115712", row.Sent().GetProperty("author").GetProperty("handle").GetString());
        Assert.Equal(new DateTimeOffset(2017, 10, 31, 22, 10, 47, TimeSpan.Zero), row.Sent().GetProperty("at").GetDateTimeOffset());
        Assert.True(row.Sent().GetProperty("public").GetBoolean());
        Assert.Null(row.Text("inReplyTo"));
        Assert.Null(row.Text("thread"));
    }

    [Theory]
    [InlineData("3.0", "3")]
    [InlineData("1245428.00", "1245428")]
    [InlineData("3", "3")]
    [InlineData("", null)]
    public async Task Reply_id_loses_the_decimals_of_a_column_with_gaps(string field, string? id)
    {
        var row = Assert.Single(await Rows.ReadAsync("twcs", $"{Recording.TwcsHeader}0,1,care,False,{Time},Hi,,{field}\n"));

        Assert.Equal("outbound", row.Text("direction"));
        Assert.Equal(id, row.Text("inReplyTo"));
    }

    [Theory]
    [InlineData("0,x1,care,False," + Time + ",Hi,,", "value")]
    [InlineData("0,1,care,False," + Time + ",Hi,,3.5", "value")]
    [InlineData("0,1,care,False," + Time + ",Hi,,1.2e+18", "value")]
    [InlineData("0,1,care,perhaps," + Time + ",Hi,,", "value")]
    [InlineData("0,1,care,False,2017-10-31,Hi,,", "value")]
    [InlineData("0,1,care,False,Mon Oct 31 22:10:47 +0000 2017,Hi,,", "value")]
    [InlineData("0,1,care,False," + Time + ",Hi", "fields")]
    [InlineData("0,1,care,False," + Time + ",\"Hi\" there,,", "after-quote")]
    public async Task Broken_row_is_refused_and_the_next_one_is_read(string line, string why)
    {
        var rows = await Rows.ReadAsync("twcs", $"{Recording.TwcsHeader}{line}\n1,2,116,True,{Time},Moi,,\n");

        Assert.Equal(why, rows[0].Refusal!.Key);
        Assert.Equal(Place.At(2), rows[0].Place);
        Assert.Equal("2", rows[1].Text("externalId"));
    }

    [Fact]
    public async Task Bare_carriage_return_ends_a_line_and_its_pieces_are_refused_with_their_line_numbers()
    {
        var rows = await Rows.ReadAsync("twcs",
            $"{Recording.TwcsHeader}0,1,115,True,{Time},\"two\nlines\",,\n1,2,116,True,{Time},@care \r\rI love it,3,\n2,4,117,True,{Time},Moi,,\n");

        Assert.Equal([2L, 4, 5, 6, 7], rows.Select(r => r.Place.Line));
        Assert.Equal([null, "fields", "empty-line", "fields", null], rows.Select(r => r.Refusal?.Key));
        Assert.Equal("two\nlines", rows[0].Text("text"));
        Assert.Equal("4", rows[4].Text("externalId"));
    }

    [Fact]
    public async Task Line_breaks_inside_quotes_are_text_and_count_as_lines()
    {
        var rows = await Rows.ReadAsync("twcs", $"{Recording.TwcsHeader}0,1,115,True,{Time},\"a\r\nb\rc \"\"d\"\"\",,\r\n1,2,115,True,{Time},e,,\r\n");

        Assert.Equal("a\r\nb\rc \"d\"", rows[0].Text("text"));
        Assert.Equal([2L, 5], rows.Select(r => r.Place.Line));
    }

    [Fact]
    public async Task Byte_order_mark_and_missing_last_line_end_change_nothing()
    {
        var rows = await Rows.ReadAsync("twcs", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{Recording.TwcsHeader}0,1,115,True,{Time},a,,")]);

        Assert.Equal("1", Assert.Single(rows).Text("externalId"));
    }

    [Fact]
    public async Task Columns_are_found_by_name_and_missing_ones_are_named()
    {
        var row = Assert.Single(await Rows.ReadAsync("twcs", "tweet_id,author_id,inbound,created_at,in_response_to_tweet_id\n"));

        Assert.True(row.EndsEarly);
        Assert.Equal(["text"], row.Refusal!.Parts);
    }

    [Fact]
    public async Task Invalid_utf8_is_refused_rather_than_changed()
    {
        var rows = await Rows.ReadAsync("twcs",
            [.. Encoding.UTF8.GetBytes($"{Recording.TwcsHeader}0,1,115,True,{Time},a"), 0xC3, 0x28, .. ",,\n"u8]);

        Assert.Equal("utf8", Assert.Single(rows).Refusal?.Key);
    }

    [Fact]
    public async Task Quote_that_is_never_closed_ends_the_reading_at_its_line()
    {
        var rows = await Rows.ReadAsync("twcs", $"{Recording.TwcsHeader}0,1,115,True,{Time},a,,\n1,2,115,True,{Time},\"b,,\n2,3,115,True,{Time},c,,\n");

        Assert.Equal("1", rows[0].Text("externalId"));
        Assert.Equal((Place.At(3), "quote", true), (rows[1].Place, rows[1].Refusal!.Key, rows[1].EndsEarly));
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public async Task Shift_moves_the_time()
    {
        var row = Assert.Single(await Rows.ReadAsync("twcs", $"{Recording.TwcsHeader}0,1,115,True,{Time},a,,\n", TimeSpan.FromDays(1)));

        Assert.Equal(new DateTimeOffset(2017, 11, 1, 22, 10, 47, TimeSpan.Zero), row.Sent().GetProperty("at").GetDateTimeOffset());
        Assert.Equal(new DateTimeOffset(2017, 10, 31, 22, 10, 47, TimeSpan.Zero), row.At);
    }
}
