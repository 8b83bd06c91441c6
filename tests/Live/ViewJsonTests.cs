using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCrm.Api.Json;
using SocialCrm.Conversations;
using Xunit;

namespace SocialCrm.Live;

public sealed class ViewJsonTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void DeltaTo_anyLaterState_appliesToExactlyThatState()
    {
        var states = Enumerable.Range(0, 12).Select(_ => Written(_desk.Write(1).Conversation)).ToList();
        foreach (var (from, to) in from a in states from b in states select (a, b))
        {
            var client = (JsonObject)Parse(from.Whole)!;
            foreach (var (name, value) in (JsonObject)Parse(from.DeltaTo(to))!) client[name] = value?.DeepClone();
            client["version"] = Parse(to.Whole)!["version"]!.DeepClone();
            Assert.True(JsonNode.DeepEquals(Parse(to.Whole), client));
        }
    }

    [Fact]
    public void DeltaTo_onlyWhatChanged_isInIt()
    {
        var view = _desk.Write(1).Conversation;
        var delta = Written(view).DeltaTo(Written(view with { Version = 2, Assignee = null, Queue = "refunds", SnoozedUntil = null }));
        Assert.Equal("""{"queue":"refunds"}""", Text(delta));
    }

    [Fact]
    public void DeltaTo_memberThatBecameNull_saysNull()
    {
        var view = _desk.Write(1).Conversation with { Assignee = "aino" };
        Assert.Equal("""{"assignee":null}""", Text(Written(view).DeltaTo(Written(view with { Assignee = null }))));
    }

    [Fact]
    public void ChangeMessage_onTheWire_isAsTheContractSays()
    {
        var message = new ChangeMessage("cus_1", 3, 4, "conversation.claimed", new RawJson("""{"assignee":"aino"}"""u8.ToArray()));
        Assert.Equal(
            """{"id":"cus_1","from":3,"version":4,"kind":"conversation.claimed","delta":{"assignee":"aino"}}""",
            JsonSerializer.Serialize(message, LiveJson.Default.ChangeMessage));
    }

    [Fact]
    public void OtherMessages_onTheWire_areAsTheContractSays()
    {
        Assert.Equal("""{"scope":"queue","id":"inbox"}""", JsonSerializer.Serialize(new ResyncMessage("queue", "inbox"), LiveJson.Default.ResyncMessage));
        Assert.Equal(
            """{"queue":"inbox","version":7,"conversation":{"id":"cnv_1"}}""",
            JsonSerializer.Serialize(new QueueMessage("inbox", 7, new RawJson("""{"id":"cnv_1"}"""u8.ToArray())), LiveJson.Default.QueueMessage));
    }

    private static ViewJson Written(ConversationView view) => ViewJson.Of(view, ApiJson.Conversation);

    private static JsonNode? Parse(RawJson json) => JsonNode.Parse(json.Utf8.Span);

    private static string Text(RawJson json) => Encoding.UTF8.GetString(json.Utf8.Span);
}
