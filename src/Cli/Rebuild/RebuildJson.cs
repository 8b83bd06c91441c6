using System.Text.Json.Serialization;
using SocialCrm.Storage.Rebuild;

namespace SocialCrm.Cli.Rebuild;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RebuildReport))]
internal sealed partial class RebuildJson : JsonSerializerContext;
