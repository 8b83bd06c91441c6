using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SocialCrm.Configuration;

/// <summary>Documents as editors see them: YAML as JSON, checked by its schema.</summary>
internal static class Documents
{
    public static JsonSchema Schema(string kind) => JsonSchema.FromText(DocumentKinds.SchemaOf(kind));

    public static void AssertFitsSchema(string kind, string yaml)
    {
        var result = Schema(kind).Evaluate(Json(yaml), new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, string.Join('\n', result.Details.Where(d => d.HasErrors).Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}")));
    }

    public static bool FitsSchema(string kind, string yaml) => Schema(kind).Evaluate(Json(yaml)).IsValid;

    public static JsonNode? Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Count == 0 ? null : Json(stream.Documents[0].RootNode);
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Json(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => scalar.Value switch
        {
            "" or "~" or "null" => null,
            "true" or "yes" => JsonValue.Create(true),
            "false" or "no" => JsonValue.Create(false),
            var text when long.TryParse(text, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            var text => JsonValue.Create(text),
        },
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new JsonException("an alias"),
    };
}
