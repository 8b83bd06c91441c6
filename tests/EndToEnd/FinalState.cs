using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SocialCrm.TestKit;

namespace SocialCrm;

/// <summary>
/// Everything that must not depend on the order of arrival, on senders or on crashes, of all customers: who, how much, which links, who waits since when,
/// how fast it was answered. Without ids (made with the store's secret), versions and recorded times.
/// </summary>
internal static class FinalState
{
    public static async Task<string> ReadAsync(ServiceProcess service, int people)
    {
        using var client = service.Client();
        var text = new StringBuilder();
        var stats = await client.GetFromJsonAsync<JsonObject>("/api/stats");
        text.AppendLine(stats!.ToJsonString());
        for (var person = 0; person < people; person++)
        {
            using var found = await client.GetAsync(new Uri($"/api/identities/x/@person{person.ToString(CultureInfo.InvariantCulture)}", UriKind.Relative));
            if (!found.IsSuccessStatusCode)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"person{person}: {found.StatusCode}");
                continue;
            }

            var id = (await found.Content.ReadFromJsonAsync<JsonObject>())!["customerId"]!.GetValue<string>();
            var customer = (await client.GetFromJsonAsync<JsonObject>($"/api/customers/{id}"))!;
            text.AppendLine(CultureInfo.InvariantCulture, $"person{person}: {Part(customer, "name", "counts", "preferredChannel", "firstSeenAt", "lastSeenAt", "waitingSince")}");
            foreach (var open in customer["openConversations"]!.AsArray())
            {
                var conversation = (await client.GetFromJsonAsync<JsonObject>($"/api/conversations/{open!["id"]!.GetValue<string>()}"))!;
                text.AppendLine(Part(conversation, "status", "openedAt", "waitingSince", "firstRespondedAt", "interactions", "responses", "lastInteractionAt", "public"));
                text.AppendLine(await MessagesAsync(client, conversation["id"]!.GetValue<string>()));
            }
        }

        return text.ToString();
    }

    private static async Task<string> MessagesAsync(HttpClient client, string conversation)
    {
        var page = (await client.GetFromJsonAsync<JsonObject>($"/api/conversations/{conversation}/interactions?limit=200"))!;
        return string.Join(' ', page["items"]!.AsArray().Select(m => $"{m!["at"]}/{m["direction"]}/{m["externalId"]}").Order(StringComparer.Ordinal));
    }

    private static string Part(JsonObject whole, params string[] members) =>
        string.Join(' ', members.Select(m => $"{m}={whole[m]?.ToJsonString() ?? "null"}"));
}
