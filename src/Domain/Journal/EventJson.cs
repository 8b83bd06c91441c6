using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCrm.Conversations;

namespace SocialCrm.Journal;

/// <summary>The stored form of events, personal parts and head states: source-generated JSON, nulls and defaults left out.</summary>
[JsonSerializable(typeof(IReadOnlyList<ConversationEvent>))]
[JsonSerializable(typeof(Personal))]
[JsonSerializable(typeof(ConversationState))]
public sealed partial class EventJson : JsonSerializerContext
{
    private static readonly EventJson Stored = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
        // Texts of all languages stay readable in the database; nothing of it is ever put into a page unescaped.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(IReadOnlyList<ConversationEvent> events) => JsonSerializer.Serialize(events, Stored.IReadOnlyListConversationEvent);

    public static string Write(Personal personal) => JsonSerializer.Serialize(personal, Stored.Personal);

    public static string Write(ConversationState state) => JsonSerializer.Serialize(state, Stored.ConversationState);

    public static IReadOnlyList<ConversationEvent> ReadEvents(string json) =>
        JsonSerializer.Deserialize(json, Stored.IReadOnlyListConversationEvent) ?? [];

    /// <summary>An erased part (null) reads as an empty one.</summary>
    public static Personal ReadPersonal(string? json) => json is null ? new Personal() : JsonSerializer.Deserialize(json, Stored.Personal) ?? new Personal();

    public static ConversationState ReadState(string json) =>
        JsonSerializer.Deserialize(json, Stored.ConversationState) ?? throw new JsonException("an empty conversation state");

    /// <summary>The stored name of an event without its version, such as <c>conversation.claimed</c>.</summary>
    public static string NameOf(ConversationEvent e) => Names[e.GetType()];

    /// <summary>What a row is told as: its last event, but for what rules added.</summary>
    public static string NameOf(IReadOnlyList<ConversationEvent> events)
    {
        var own = events.Count;
        for (var i = events.Count - 1; i > 0; i--) if (events[i] is Rules.RulesApplied) own = i;
        return NameOf(events[own - 1]);
    }

    private static readonly Dictionary<Type, string> Names = typeof(ConversationEvent)
        .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>()
        .ToDictionary(a => a.DerivedType, a => ((string)a.TypeDiscriminator!).Split('/')[0]);
}
