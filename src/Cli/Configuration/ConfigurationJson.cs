using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SocialCrm.Cli.Configuration;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(PutAnswer))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
