using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SocialCrm.Cluster;

/// <summary>One interaction's receipt.</summary>
internal sealed record Said(string Customer, string Conversation, long Version, bool Duplicate)
{
    /// <summary>Somebody writes on X; anything but a receipt fails.</summary>
    public static async Task<Said> Async(HttpClient client, string handle, string externalId)
    {
        using var answer = await SendAsync(client, handle, externalId);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await OfAsync(answer);
    }

    public static async Task<Said> OfAsync(HttpResponseMessage answer)
    {
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["results"]![0]!;
        return new Said(
            receipt["customerId"]!.GetValue<string>(),
            receipt["conversationId"]!.GetValue<string>(),
            receipt["version"]!.GetValue<long>(),
            receipt["duplicate"]!.GetValue<bool>());
    }

    /// <summary>The same, where a refusal that asks for a repetition (429, 503) is no failure.</summary>
    public static async Task<bool> IsTakenAsync(HttpClient client, string handle, string externalId)
    {
        using var answer = await SendAsync(client, handle, externalId);
        if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests) return false;
        if (answer.StatusCode == HttpStatusCode.OK) return true;
        throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public static async Task<(long Version, JsonObject State)> CustomerAsync(HttpClient client, string id)
    {
        var state = (await client.GetFromJsonAsync<JsonObject>($"/api/customers/{id}"))!;
        return (state["version"]!.GetValue<long>(), state);
    }

    public static Task<HttpResponseMessage> SendAsync(HttpClient client, string handle, string externalId) => client.PostAsJsonAsync("/api/interactions", new JsonObject
    {
        ["channel"] = "x",
        ["account"] = "pohjanlento",
        ["externalId"] = externalId,
        ["direction"] = "inbound",
        ["text"] = "hei",
        // Just now: what the default policies promise is minutes ahead, so a version is a message.
        ["at"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        ["author"] = new JsonObject { ["handle"] = handle, ["name"] = handle },
    });
}
