using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SocialCrm.Agents;
using SocialCrm.Commitments;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Notices;
using SocialCrm.Routing;
using SocialCrm.Stats;
using SocialCrm.Templates;

namespace SocialCrm.Api.Json;

/// <summary>How answers are written: camelCase, nulls written, enums by name, times in UTC with Z. Source-generated.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeJson)])]
[JsonSerializable(typeof(CustomerView))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(IReadOnlyList<ConversationView>))]
[JsonSerializable(typeof(Page<ConversationView>))]
[JsonSerializable(typeof(Page<TimelineEntry>))]
[JsonSerializable(typeof(SavedViews))]
[JsonSerializable(typeof(NotificationChoices))]
[JsonSerializable(typeof(StatsView))]
[JsonSerializable(typeof(ResponseFiguresView))]
[JsonSerializable(typeof(AlarmsView))]
[JsonSerializable(typeof(Page<NoticeView>))]
[JsonSerializable(typeof(Page<CommitmentItem>))]
[JsonSerializable(typeof(QueuesView))]
[JsonSerializable(typeof(TeamsView))]
[JsonSerializable(typeof(AgentsView))]
[JsonSerializable(typeof(AgentPresence))]
[JsonSerializable(typeof(TemplatesView))]
[JsonSerializable(typeof(IReadOnlyList<ConversationPreview>))]
[JsonSerializable(typeof(DeskCounts))]
[JsonSerializable(typeof(IReadOnlyList<FoundCustomer>))]
[JsonSerializable(typeof(Cluster.ClusterAnswer))]
internal sealed partial class ApiContext : JsonSerializerContext;

/// <summary>The types of answers, as <see cref="ApiContext"/> writes them. Apart from it, so that its own statics are there before these.</summary>
internal static class ApiJson
{
    private static readonly JsonSerializerOptions Written = new(ApiContext.Default.Options)
    {
        TypeInfoResolver = ApiContext.Default.WithAddedModifier(MetadataAsItCame),
    };

    /// <summary>All types of the context.</summary>
    public static ApiContext Default => ApiContext.Default;

    public static readonly JsonTypeInfo<CustomerView> Customer = ApiContext.Default.CustomerView;
    public static readonly JsonTypeInfo<ConversationView> Conversation = ApiContext.Default.ConversationView;
    public static readonly JsonTypeInfo<Page<ConversationView>> Conversations = ApiContext.Default.PageConversationView;
    public static readonly JsonTypeInfo<SavedViews> Views = ApiContext.Default.SavedViews;
    public static readonly JsonTypeInfo<NotificationChoices> Notifications = ApiContext.Default.NotificationChoices;
    public static readonly JsonTypeInfo<Page<CommitmentItem>> Commitments = ApiContext.Default.PageCommitmentItem;
    public static readonly JsonTypeInfo<NoticeView> Notice = ApiContext.Default.NoticeView;
    public static readonly JsonTypeInfo<Page<NoticeView>> Notices = ApiContext.Default.PageNoticeView;
    public static readonly JsonTypeInfo<IReadOnlyList<ConversationPreview>> Previews = ApiContext.Default.IReadOnlyListConversationPreview;
    public static readonly JsonTypeInfo<DeskCounts> Counts = ApiContext.Default.DeskCounts;
    public static readonly JsonTypeInfo<IReadOnlyList<FoundCustomer>> Found = ApiContext.Default.IReadOnlyListFoundCustomer;
    public static readonly JsonTypeInfo<StatsView> Stats = ApiContext.Default.StatsView;
    public static readonly JsonTypeInfo<ResponseFiguresView> ResponseFigures = ApiContext.Default.ResponseFiguresView;
    public static readonly JsonTypeInfo<AlarmsView> Alarms = ApiContext.Default.AlarmsView;
    public static readonly JsonTypeInfo<QueuesView> Queues = ApiContext.Default.QueuesView;
    public static readonly JsonTypeInfo<TeamsView> Teams = ApiContext.Default.TeamsView;
    public static readonly JsonTypeInfo<AgentsView> Agents = ApiContext.Default.AgentsView;
    public static readonly JsonTypeInfo<AgentPresence> Presence = ApiContext.Default.AgentPresence;
    public static readonly JsonTypeInfo<TemplatesView> Templates = ApiContext.Default.TemplatesView;
    public static readonly JsonTypeInfo<Cluster.ClusterAnswer> Cluster = ApiContext.Default.ClusterAnswer;
    public static readonly JsonTypeInfo<Page<TimelineEntry>> Timeline = (JsonTypeInfo<Page<TimelineEntry>>)Written.GetTypeInfo(typeof(Page<TimelineEntry>));

    /// <summary>For the schemas of the OpenAPI document.</summary>
    public static JsonSerializerOptions Schema => Written;

    private static void MetadataAsItCame(JsonTypeInfo type)
    {
        if (type.Type != typeof(TimelineEntry)) return;
        type.Properties.Single(p => p.Name == "metadata").CustomConverter = new RawJson();
    }

    /// <summary>The sender's JSON object, kept as text, written as JSON again.</summary>
    private sealed class RawJson : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value, skipInputValidation: true);
    }
}
