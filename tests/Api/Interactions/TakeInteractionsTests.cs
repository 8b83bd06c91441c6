using System.Net;
using System.Text;
using Xunit;

namespace SocialCrm.Api.Tests.Interactions;

[Collection(SharedHost.Name)]
public sealed class TakeInteractionsTests(ApiHost host)
{
    [Fact]
    public async Task Post_one_answers_its_receipt()
    {
        var id = host.NewId();
        using var answer = await ApiHost.ReadAsync(await host.Client.PostAsync("api/interactions", ApiHost.Json(ApiHost.Interaction(id, "@" + id))));
        var receipt = Assert.Single(answer.RootElement.GetProperty("results").EnumerateArray());
        Assert.Equal(id, receipt.GetProperty("externalId").GetString());
        Assert.StartsWith("cus_", receipt.GetProperty("customerId").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("cnv_", receipt.GetProperty("conversationId").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, receipt.GetProperty("version").GetInt64());
        Assert.False(receipt.GetProperty("duplicate").GetBoolean());
    }

    [Fact]
    public async Task Post_array_answers_in_order_and_knows_what_came_twice()
    {
        var (a, b) = (host.NewId(), host.NewId());
        var body = $"[{ApiHost.Interaction(b, "@" + a)},{ApiHost.Interaction(a, "@" + a)},{ApiHost.Interaction(b, "@" + a)}]";
        using var answer = await ApiHost.ReadAsync(await host.Client.PostAsync("api/interactions", ApiHost.Json(body)));
        var receipts = answer.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal([b, a, b], receipts.Select(r => r.GetProperty("externalId").GetString()));
        Assert.Equal(1, receipts.Count(r => r.GetProperty("duplicate").GetBoolean()));
        using var again = await ApiHost.ReadAsync(await host.Client.PostAsync("api/interactions", ApiHost.Json(body)));
        Assert.All(again.RootElement.GetProperty("results").EnumerateArray(), r => Assert.True(r.GetProperty("duplicate").GetBoolean()));
    }

    [Fact]
    public async Task Post_body_of_unknown_length_is_taken()
    {
        var id = host.NewId();
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($"[{ApiHost.Interaction(id, "@" + id, new string('ö', 100_000))}]")));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/interactions") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.OK, (await host.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Post_text_of_256_KiB_is_taken()
    {
        var (customer, _, _) = await host.SayAsync(text: new string('a', 256 * 1024));
        using var timeline = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/customers/{customer}/timeline"));
        Assert.Equal(256 * 1024, timeline.RootElement.GetProperty("items")[0].GetProperty("text").GetString()!.Length);
    }

    [Fact]
    public async Task Post_empty_array_answers_no_receipts()
    {
        using var answer = await ApiHost.ReadAsync(await host.Client.PostAsync("api/interactions", ApiHost.Json("[]")));
        Assert.Equal(0, answer.RootElement.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Post_answer_to_nothing_known_is_unlinked()
    {
        var id = host.NewId();
        var body = ApiHost.Interaction(id, "@acme", extra: $",\"inReplyTo\":\"{id}-question\"").Replace("inbound", "outbound", StringComparison.Ordinal);
        using var answer = await ApiHost.ReadAsync(await host.Client.PostAsync("api/interactions", ApiHost.Json(body)));
        Assert.Equal($$"""{"results":[{"externalId":"{{id}}","customerId":null,"conversationId":null,"version":null,"duplicate":false}]}""", answer.RootElement.GetRawText());
    }

    [Fact]
    public async Task Post_past_traffic_and_its_end_are_taken()
    {
        var id = host.NewId();
        Assert.Equal(HttpStatusCode.OK, (await host.Client.PostAsync("api/interactions?history=true", ApiHost.Json(ApiHost.Interaction(id, "@" + id)))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Client.PostAsync("api/interactions/history/end", null)).StatusCode);
    }
}
