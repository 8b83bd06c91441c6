using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SocialCrm.Agents;

/// <summary>How agents' state is stored, by whichever provider: plain JSON without names of types. A member added later is null, or 0, in what was stored before.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SavedViews))]
[JsonSerializable(typeof(NotificationChoices))]
public sealed partial class AgentJson : JsonSerializerContext
{
    /// <exception cref="NotSupportedException">It isn't an agent's state.</exception>
    public static string Write<T>(T state) => JsonSerializer.Serialize(state, Of<T>());

    /// <exception cref="JsonException">It isn't what <see cref="Write"/> wrote.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize(json, Of<T>()) ?? throw new JsonException("An agent's state is an object.");

    private static JsonTypeInfo<T> Of<T>() => Default.GetTypeInfo(typeof(T)) as JsonTypeInfo<T> ?? throw new NotSupportedException($"{typeof(T).Name} isn't an agent's state.");
}
