using System.Text.Json.Serialization;

namespace SocialCrm.Cli.Keys;

/// <summary>What <c>POST /api/keys</c> takes.</summary>
internal sealed record NewKey(string Name, IReadOnlyList<string> Scopes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(List<KeyLine>))]
internal sealed partial class KeyJson : JsonSerializerContext;
