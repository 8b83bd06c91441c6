using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace SocialCrm.Api.Tests.Interactions;

/// <summary>Everything wrong is refused precisely, and nothing of its request is stored.</summary>
[Collection(SharedHost.Name)]
public sealed class BadInputTests(ApiHost host)
{
    /// <summary>A valid interaction with one member replaced or added.</summary>
    private static string With(string member, string json, string direction = "inbound")
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["channel"] = "\"x\"", ["account"] = "\"acme\"", ["externalId"] = "\"bad\"", ["direction"] = $"\"{direction}\"", ["text"] = "\"Hei\"",
            ["at"] = "\"2026-01-02T10:00:00Z\"", ["author"] = "{\"handle\":\"@bad\"}", [member] = json,
        };
        return "{" + string.Join(',', members.Select(m => $"\"{m.Key}\":{m.Value}")) + "}";
    }

    private async Task<System.Text.Json.JsonElement> RefusedAsync(HttpContent body, int status, string type, HttpClient? client = null, string? language = null)
    {
        var before = await host.InteractionsAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/interactions") { Content = body };
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        var problem = await ApiHost.ProblemAsync(await (client ?? host.Client).SendAsync(request), status, type);
        Assert.Equal(before, await host.InteractionsAsync());
        return problem;
    }

    [Theory]
    [InlineData("channel", "\"myspace\"", "channel", "facebook")]
    [InlineData("channel", "\"X\"", "channel", "custom:")]
    [InlineData("channel", "\"custom:\"", "channel", "custom:")]
    [InlineData("channel", "null", "channel", "required")]
    [InlineData("channel", "7", "channel", "must be a string")]
    [InlineData("account", "\"a\\u0000b\"", "account", "control characters")]
    [InlineData("externalId", "\"\"", "externalId", "required")]
    [InlineData("externalId", "\"a\\nb\"", "externalId", "control characters")]
    [InlineData("externalId", "12", "externalId", "must be a string")]
    [InlineData("thread", "\"a\\u009fb\"", "thread", "control characters")]
    [InlineData("inReplyTo", "\"bad\"", "inReplyTo", "another message")]
    [InlineData("direction", "\"sideways\"", "direction", "inbound, outbound, internal")]
    [InlineData("direction", "null", "direction", "required")]
    [InlineData("public", "\"yes\"", "public", "true or false")]
    [InlineData("text", "\"\"", "text", "empty without an attachment")]
    [InlineData("text", "null", "text", "empty without an attachment")]
    [InlineData("text", "\"a\\u0007b\"", "text", "control characters other than")]
    [InlineData("text", "\"a\\ud83d b\"", "text", "surrogate")]
    [InlineData("text", "[1]", "text", "must be a string")]
    [InlineData("at", "\"2026-01-02\"", "at", "RFC 3339")]
    [InlineData("at", "\"2026-01-02T10:00:00\"", "at", "RFC 3339")]
    [InlineData("at", "\"2026-02-30T10:00:00Z\"", "at", "RFC 3339")]
    [InlineData("at", "1767348000", "at", "RFC 3339")]
    [InlineData("at", "\"2026-01-02T10:00:00\\ud800\"", "at", "RFC 3339")]
    [InlineData("at", "\"1989-12-31T23:59:59Z\"", "at", "1990")]
    [InlineData("at", "null", "at", "required")]
    [InlineData("author", "null", "author", "required")]
    [InlineData("author", "\"@me\"", "author", "object")]
    [InlineData("author", "{}", "author.handle", "required")]
    [InlineData("author", "{\"handle\":\" @ \"}", "author.handle", "one person")]
    [InlineData("author", "{\"handle\":\"a\\tb\"}", "author.handle", "control characters")]
    [InlineData("author", "{\"handle\":\"a\",\"email\":\"me at home\"}", "author.email", "e-mail")]
    [InlineData("author", "{\"handle\":\"a\",\"phone\":\"call me\"}", "author.phone", "phone")]
    [InlineData("author", "{\"handle\":\"a\",\"customerId\":\"cus_1\"}", "author.customerId", "customer's id")]
    [InlineData("author", "{\"handle\":\"a\",\"customerId\":\"cus_00000000000000000000000000000001\"}", "author.customerId", "doesn't exist")]
    [InlineData("author", "{\"handle\":\"a\",\"locale\":\"x\"}", "author.locale", "BCP 47")]
    [InlineData("author", "{\"handle\":\"a\",\"followers\":-1}", "author.followers", "negative")]
    [InlineData("author", "{\"handle\":\"a\",\"followers\":1.5}", "author.followers", "whole number")]
    [InlineData("customer", "{}", "customer", "id")]
    [InlineData("customer", "{\"channel\":\"myspace\",\"handle\":\"a\"}", "customer.channel", "facebook")]
    [InlineData("customer", "7", "customer", "object")]
    [InlineData("automatic", "1", "automatic", "true or false")]
    [InlineData("permalink", "\"javascript:alert(1)\"", "permalink", "http")]
    [InlineData("language", "\"finnish language\"", "language", "BCP 47")]
    [InlineData("sentiment", "1.01", "sentiment", "-1 ... 1")]
    [InlineData("sentiment", "\"happy\"", "sentiment", "number")]
    [InlineData("metadata", "[1]", "metadata", "object")]
    [InlineData("attachments", "{}", "attachments", "array")]
    [InlineData("attachments", "[{\"url\":\"/relative.png\"}]", "attachments[0].url", "absolute")]
    [InlineData("attachments", "[{\"name\":\"a\"},{}]", "attachments[1]", "name or a url")]
    [InlineData("attachments", "[{\"name\":\"a\",\"size\":-5}]", "attachments[0].size", "negative")]
    public async Task Post_broken_member_is_named(string member, string json, string field, string says)
    {
        var problem = await RefusedAsync(ApiHost.Json(With(member, json)), 400, "invalid-interaction");
        Assert.Contains(says, ApiHost.ErrorOf(problem, field), StringComparison.Ordinal);
        var inArray = await RefusedAsync(ApiHost.Json($"[{With(member, json)}]"), 400, "invalid-interaction");
        Assert.Contains(says, ApiHost.ErrorOf(inArray, "[0]." + field), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("externalId")]
    [InlineData("thread")]
    [InlineData("inReplyTo")]
    public async Task Post_id_of_513_characters_is_refused(string member)
    {
        var problem = await RefusedAsync(ApiHost.Json(With(member, $"\"{new string('a', 513)}\"")), 400, "invalid-interaction");
        Assert.Contains("512", ApiHost.ErrorOf(problem, member), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_time_two_hours_ahead_is_refused()
    {
        var ahead = TimeProvider.System.GetUtcNow().AddHours(2).ToString("o", CultureInfo.InvariantCulture);
        var problem = await RefusedAsync(ApiHost.Json(With("at", $"\"{ahead}\"")), 400, "invalid-interaction");
        Assert.Contains("60 minutes ahead", ApiHost.ErrorOf(problem, "at"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_internal_without_customer_is_refused()
    {
        var problem = await RefusedAsync(ApiHost.Json(With("text", "\"a note\"", "internal")), 400, "invalid-interaction");
        Assert.Contains("required", ApiHost.ErrorOf(problem, "customer"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2 * 1024 * 1024)]
    [InlineData((256 * 1024) + 1)]
    public async Task Post_text_beyond_256_KiB_is_refused(int length)
    {
        var problem = await RefusedAsync(ApiHost.Json(With("text", $"\"{new string('a', length)}\"")), 400, "invalid-interaction");
        Assert.Contains("262,144", ApiHost.ErrorOf(problem, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_text_is_measured_in_UTF8()
    {
        var problem = await RefusedAsync(ApiHost.Json(With("text", $"\"{new string('ä', (128 * 1024) + 1)}\"")), 400, "invalid-interaction");
        ApiHost.ErrorOf(problem, "text");
    }

    [Theory]
    [InlineData("{\"channel\":\"x\",\n  \"text\":}", "Line 2, byte 10")]
    [InlineData("{\"channel\":\"x\"", "Line 1, byte 15")]
    [InlineData("", "Line 1, byte 1")]
    [InlineData("{} {}", "Line 1, byte 4")]
    [InlineData("{\"a\":1,}", "Line 1, byte 8")]
    [InlineData("{\"text\":\"a\u0007b\"}", "Line 1, byte 11")]
    public async Task Post_malformed_JSON_says_where(string body, string where)
    {
        var problem = await RefusedAsync(ApiHost.Json(body), 400, "malformed-json");
        Assert.StartsWith(where, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_invalid_UTF8_says_where()
    {
        var bytes = Encoding.UTF8.GetBytes(With("text", "\"Hei ?\""));
        var at = Array.IndexOf(bytes, (byte)'?');
        bytes[at] = 0xC3;
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var problem = await RefusedAsync(content, 400, "invalid-utf8");
        Assert.StartsWith($"Byte {at + 1} ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_array_of_1001_is_refused()
    {
        var body = "[" + string.Join(',', Enumerable.Range(0, 1_001).Select(i => ApiHost.Interaction($"many{i}", "@many"))) + "]";
        var problem = await RefusedAsync(ApiHost.Json(body), 400, "too-many-interactions");
        Assert.Contains("1000", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_batch_with_one_bad_entry_stores_none()
    {
        var body = $"[{ApiHost.Interaction("batch0")},{ApiHost.Interaction("batch1")},{With("channel", "\"myspace\"")},{ApiHost.Interaction("batch3")}]";
        var problem = await RefusedAsync(ApiHost.Json(body), 400, "invalid-interaction");
        Assert.Equal(["[2].channel"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task Post_names_every_error_up_to_the_bound()
    {
        var body = "[" + string.Join(',', Enumerable.Repeat(With("channel", "\"myspace\""), 150)) + "]";
        var errors = (await RefusedAsync(ApiHost.Json(body), 400, "invalid-interaction")).GetProperty("errors");
        Assert.Equal(101, errors.EnumerateObject().Count());
        Assert.Contains("50", errors.GetProperty("")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_entry_that_is_no_object_is_named()
    {
        var problem = await RefusedAsync(ApiHost.Json($"[{ApiHost.Interaction("obj0")},7]"), 400, "invalid-interaction");
        Assert.Contains("object", ApiHost.ErrorOf(problem, "[1]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_says_it_in_Finnish()
    {
        var problem = await RefusedAsync(ApiHost.Json(With("text", "\"\"")), 400, "invalid-interaction", language: "fi-FI, en;q=0.5");
        Assert.Equal("Kaikki yhteydenotot eivät kelpaa", problem.GetProperty("title").GetString());
        Assert.Equal("ei saa olla tyhjä ilman liitettä", ApiHost.ErrorOf(problem, "text"));
    }

    [Fact]
    public async Task Post_body_beyond_8_MiB_is_413()
    {
        var body = new string(' ', 8 * 1024 * 1024) + "[]";
        await RefusedAsync(ApiHost.Json(body), 413, "body-too-large");
    }

    [Fact]
    public async Task Post_body_of_unknown_length_beyond_8_MiB_is_413()
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string(' ', (8 * 1024 * 1024) + 1))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/interactions") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        await ApiHost.ProblemAsync(await host.Client.SendAsync(request), 413, "body-too-large");
    }

    [Fact]
    public async Task Post_other_media_type_is_415()
    {
        using var content = new StringContent(ApiHost.Interaction("media"), Encoding.UTF8, "text/plain");
        await RefusedAsync(content, 415, "unsupported-media-type");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("crm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("the service key of the test")]
    public async Task Post_without_a_right_key_is_401(string? key)
    {
        using var client = host.NewClient(key);
        await RefusedAsync(ApiHost.Json(ApiHost.Interaction("nokey")), 401, "unauthenticated", client);
    }
}
