using System.Text;
using SocialCrm.Api.Interactions.Reading;
using SocialCrm.Api.Problems;
using SocialCrm.Interactions;
using Xunit;

namespace SocialCrm.Api.Tests.Interactions;

public sealed class InteractionReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static Interaction[] Read(string body)
    {
        var errors = new Errors();
        var read = new InteractionReader(Encoding.UTF8.GetBytes(body), Now, errors).Read(1_000, out var problem);
        Assert.Null(problem);
        Assert.Empty(errors.In(Language.English).Select(e => $"{e.Field}: {string.Join(' ', e.Texts)}"));
        return read;
    }

    [Fact]
    public void Read_every_member_is_kept()
    {
        var read = Assert.Single(Read("""
            {"channel":"custom:ham-radio","account":"OH1","externalId":"9","thread":"t","inReplyTo":"8","direction":"internal","public":true,"subject":"S","text":"a\tb\r\nc",
             "at":"2026-11-22T14:30:00.123456+02:00","permalink":"https://example.org/9",
             "author":{"handle":" @Liisa ","name":"Liisa","email":"liisa@example.org","phone":"+358 40 123","customerId":"cus_00000000000000000000000000000001","locale":"fi_FI","followers":3},
             "customer":{"channel":"messenger","handle":"4","scope":"page"},"automatic":true,
             "attachments":[{"name":"a.png","contentType":"image/png","url":"http://example.org/a.png","size":0}],"language":"pt-BR","sentiment":-0.5,"metadata":{"a": [1, {"b":"ä"}]}}
            """));
        Assert.Equal("custom:ham-radio", read.Channel);
        Assert.Equal("OH1", read.Account);
        Assert.Equal("9", read.ExternalId);
        Assert.Equal("t", read.Thread);
        Assert.Equal("8", read.InReplyTo);
        Assert.Equal(Direction.Internal, read.Direction);
        Assert.True(read.Public);
        Assert.Equal("S", read.Subject);
        Assert.Equal("a\tb\r\nc", read.Text);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 30, 0, 123, TimeSpan.Zero), read.At);
        Assert.Equal(TimeSpan.Zero, read.At.Offset);
        Assert.Equal("https://example.org/9", read.Permalink);
        Assert.Equal(new Author { Handle = " @Liisa ", Name = "Liisa", Email = "liisa@example.org", Phone = "+358 40 123", CustomerId = "cus_00000000000000000000000000000001", Locale = "fi_FI", Followers = 3 }, read.Author);
        Assert.Equal(new CustomerReference { Channel = "messenger", Handle = "4", Scope = "page" }, read.Customer);
        Assert.True(read.Automatic);
        Assert.Equal(new Attachment { Name = "a.png", ContentType = "image/png", Url = "http://example.org/a.png", Size = 0 }, Assert.Single(read.Attachments));
        Assert.Equal("pt-BR", read.Language);
        Assert.Equal(-0.5, read.Sentiment);
        Assert.Equal("{\"a\": [1, {\"b\":\"ä\"}]}", read.Metadata);
    }

    [Theory]
    [InlineData(@"2026-11-22T14:30:00\u002B02:00")]
    [InlineData("2026-11-22T14:30:00+02:00")]
    public void Read_time_is_the_same_however_it_is_escaped(string at)
    {
        var read = Assert.Single(Read($$"""{"channel":"x","externalId":"9","direction":"inbound","text":"a","at":"{{at}}","author":{"handle":"a"} }"""));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 30, 0, TimeSpan.Zero), read.At);
    }

    [Fact]
    public void Read_absent_and_null_members_are_defaults()
    {
        var nulls = """,""" + string.Join(',', new[] { "account", "thread", "inReplyTo", "public", "subject", "permalink", "customer", "automatic", "attachments", "language", "sentiment", "metadata" }.Select(m => $"\"{m}\":null"));
        foreach (var extra in new[] { "", nulls, ",\"metadata\":{ }" })
        {
            var read = Assert.Single(Read($$"""[{"channel":"x","externalId":"9","direction":"inbound","text":"a","at":"2026-11-22T12:59:59Z","author":{"handle":"a"}{{extra}}}]"""));
            Assert.Equal("", read.Account);
            Assert.Equal("", read.Thread);
            Assert.False(read.Public);
            Assert.False(read.Automatic);
            Assert.Null(read.InReplyTo);
            Assert.Null(read.Customer);
            Assert.Null(read.Metadata);
            Assert.Empty(read.Attachments);
        }
    }

    [Fact]
    public void Read_unknown_members_are_skipped_and_the_last_of_two_counts()
    {
        var read = Assert.Single(Read("""
            {"future":{"deep":[1,{"text":"no"}]},"channel":"sms","channel":"x","\u0065xternalId":"9","direction":"inbound","text":"first","text":"last",
             "at":"2026-11-22T12:00:00Z","author":{"new":[],"handle":"a","handle":"b"}}
            """));
        Assert.Equal("x", read.Channel);
        Assert.Equal("9", read.ExternalId);
        Assert.Equal("last", read.Text);
        Assert.Equal("b", read.Author.Handle);
    }

    [Fact]
    public void Read_an_attachment_alone_is_enough()
    {
        var read = Assert.Single(Read("""{"channel":"x","externalId":"9","direction":"inbound","text":"","at":"2026-11-22T12:00:00Z","author":{"handle":"a"},"attachments":[{"name":"voice.ogg"}]}"""));
        Assert.Equal("", read.Text);
    }

    [Fact]
    public void Read_known_channels_share_their_names()
    {
        foreach (var channel in Channels.Known)
        {
            var read = Assert.Single(Read($$"""{"author":{"handle":"a"},"channel":"{{channel}}","externalId":"9","direction":"inbound","text":"a","at":"2026-11-22T12:00:00Z"}"""));
            Assert.Same(Channels.Known.Single(c => c == channel), read.Channel);
        }
    }
}
