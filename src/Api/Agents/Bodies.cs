using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Agents;

/// <summary>What both kinds of personal state share.</summary>
internal static class Bodies
{
    /// <summary>An array that has to be there; null when it is wrong.</summary>
    public static JsonElement? NeededArray(this JsonBody body, string name, int maxItems)
    {
        var before = body.Errors.Count;
        var array = body.Array(name, maxItems);
        if (array is null && body.Errors.Count == before) body.Errors.Add(name, Rule.Required);
        return array;
    }

    /// <summary>409, with what is there now.</summary>
    public static Task StaleAsync<T>(this HttpContext context, T now, JsonTypeInfo<T> type) => context.ProblemAsync(new Problem(ProblemType.Stale)
    {
        Extension = json =>
        {
            json.WritePropertyName("current"u8);
            JsonSerializer.Serialize(json, now, type);
        },
    });
}
