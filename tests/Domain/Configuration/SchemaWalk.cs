using System.Text.Json.Nodes;

namespace SocialCrm.Configuration;

/// <summary>Finds the place of a schema that tells of a place of a document.</summary>
internal static class SchemaWalk
{
    /// <summary>All places that a path such as <c>policies[0].when</c> can lead to.</summary>
    public static IReadOnlyList<JsonObject> At(JsonObject root, string path)
    {
        IReadOnlyList<JsonObject> places = [root];
        foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
            places = [.. places.SelectMany(p => Alternatives(root, p)).Select(p => Step(p, step)).OfType<JsonObject>().Distinct()];
        return places;
    }

    public static IEnumerable<JsonObject> WithProperties(JsonObject root, IReadOnlyList<JsonObject> places) =>
        places.SelectMany(p => Alternatives(root, p)).Where(static p => p.ContainsKey("properties")).Distinct();

    /// <summary>Every object of the schema.</summary>
    public static IEnumerable<JsonObject> All(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(static m => All(m.Value)).Prepend(o),
        JsonArray a => a.SelectMany(All),
        _ => [],
    };

    private static JsonObject? Step(JsonObject place, string step) => step.StartsWith('[')
        ? place["items"] as JsonObject
        : place["properties"]?[step] as JsonObject ?? place["additionalProperties"] as JsonObject;

    /// <summary>The place itself, what it refers to, and what it may be instead.</summary>
    private static IEnumerable<JsonObject> Alternatives(JsonObject root, JsonObject place)
    {
        yield return place;
        if (place["$ref"] is JsonValue reference)
        {
            foreach (var p in Alternatives(root, root["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]!.AsObject())) yield return p;
        }

        foreach (var option in ((string[])["anyOf", "oneOf"]).SelectMany(name => place[name] as JsonArray ?? []).OfType<JsonObject>())
            foreach (var p in Alternatives(root, option)) yield return p;
    }
}
