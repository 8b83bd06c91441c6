using System.Text.Json.Serialization;
using SocialCrm.Audiences;
using SocialCrm.Routing;

namespace SocialCrm.Live;

/// <summary>What a watch answers. Nothing about the watched is sent before the answer is written.</summary>
internal sealed class WatchAnswer(Watch watch, long version, RawJson? state) : IJsonOnSerialized
{
    public long Version { get; } = version;

    /// <summary>As the GET answers it; null when the client has this version, and for queues.</summary>
    public RawJson? State { get; } = state;

    // The hub writes an answer while it holds the connection's write lock: what is sent from here on comes after it.
    void IJsonOnSerialized.OnSerialized() => watch.Arm();
}

/// <summary><c>customerChanged</c> and <c>conversationChanged</c>.</summary>
/// <param name="From">The version that the client has when it missed nothing.</param>
/// <param name="Kind">The name of the change's newest event, or <c>several</c> for more than one change.</param>
/// <param name="Delta">
/// The top-level members whose value is another now, whole, null where it became null: <c>{...state, ...delta, version}</c> is what the GET answers.
/// </param>
/// <param name="Rows">
/// What <c>GET /api/conversations/{id}/timeline?since={from}</c> answers, at this version or a later one; only where it was asked for.
/// </param>
internal sealed record ChangeMessage(
    string Id, long From, long Version, string Kind, RawJson Delta, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RawJson? Rows = null);

/// <summary><c>queueChanged</c>. The conversation's own queue says whether it stands in this one or left it.</summary>
/// <param name="Version">The conversation's.</param>
/// <param name="Preview">As <c>GET /api/conversations/previews</c> answers it, at this version or a later one; only where it was asked for.</param>
internal sealed record QueueMessage(
    string Queue, long Version, RawJson Conversation, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RawJson? Preview = null);

/// <summary><c>noticeRaised</c>: as <c>GET /api/notices</c> lists it.</summary>
internal sealed record NoticeMessage(RawJson Notice);

/// <summary><c>resync</c>: this watch has ended because something may be missing; ask again.</summary>
/// <param name="Scope"><c>customer</c>, <c>conversation</c>, <c>queue</c> or <c>notices</c>.</param>
internal sealed record ResyncMessage(string Scope, string Id);

/// <summary>What viewing answers. No change is sent before the answer is written.</summary>
/// <param name="watch">Null where it goes on.</param>
internal sealed class AudienceAnswer(Watch? watch, IReadOnlyList<Viewer> viewers) : IJsonOnSerialized
{
    public IReadOnlyList<Viewer> Viewers { get; } = viewers;

    void IJsonOnSerialized.OnSerialized() => watch?.Arm();
}

/// <summary>What a glance answers: of each conversation that somebody views, by whom.</summary>
/// <param name="watch">Null where it goes on.</param>
internal sealed class GlanceAnswer(Watch? watch, IReadOnlyList<ViewersMessage> audiences) : IJsonOnSerialized
{
    public IReadOnlyList<ViewersMessage> Audiences { get; } = audiences;

    void IJsonOnSerialized.OnSerialized() => watch?.Arm();
}

/// <summary><c>viewersChanged</c>: everybody who has the conversation before them now.</summary>
internal sealed record ViewersMessage(string Conversation, IReadOnlyList<Viewer> Viewers);

/// <summary>What watching agents answers: everybody who was there lately; others are off.</summary>
internal sealed class AgentsAnswer(Watch watch, IReadOnlyList<AgentPresence> agents) : IJsonOnSerialized
{
    public IReadOnlyList<AgentPresence> Agents { get; } = agents;

    void IJsonOnSerialized.OnSerialized() => watch.Arm();
}

/// <summary><c>agentsChanged</c>: those whose presence is another now.</summary>
internal sealed record AgentsMessage(IReadOnlyList<AgentPresence> Agents);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(Api.Json.UtcTimeJson)])]
[JsonSerializable(typeof(WatchAnswer))]
[JsonSerializable(typeof(ChangeMessage))]
[JsonSerializable(typeof(QueueMessage))]
[JsonSerializable(typeof(NoticeMessage))]
[JsonSerializable(typeof(ResyncMessage))]
[JsonSerializable(typeof(AudienceAnswer))]
[JsonSerializable(typeof(ViewersMessage))]
[JsonSerializable(typeof(GlanceAnswer))]
[JsonSerializable(typeof(AgentsAnswer))]
[JsonSerializable(typeof(AgentsMessage))]
[JsonSerializable(typeof(AgentPresence))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(long?))]
internal sealed partial class LiveJson : JsonSerializerContext;
