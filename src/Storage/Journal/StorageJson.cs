using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCrm.Identities;

namespace SocialCrm.Journal;

/// <summary>Small values that stand in one column. Evidence and tags are the same in the API and in the store.</summary>
[JsonSerializable(typeof(Evidence))]
[JsonSerializable(typeof(string[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class StorageJson : JsonSerializerContext
{
    public static string Write(Evidence evidence) => JsonSerializer.Serialize(evidence, Default.Evidence);

    public static string Write(IReadOnlyList<string> list) => JsonSerializer.Serialize([.. list], Default.StringArray);

    public static Evidence ReadEvidence(string json) => JsonSerializer.Deserialize(json, Default.Evidence) ?? new Evidence();

    public static string[] ReadList(string json) => JsonSerializer.Deserialize(json, Default.StringArray) ?? [];
}
