using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Conversations.Acts;

internal sealed class SetPriorityAct(IGrainFactory grains) : ActEndpoint(grains)
{
    private static readonly Dictionary<string, Priority> Priorities = new(StringComparer.Ordinal)
    {
        ["low"] = Priority.Low, ["normal"] = Priority.Normal, ["high"] = Priority.High, ["urgent"] = Priority.Urgent,
    };

    public override string Name => "priority";

    public override string Summary => "Says how much it presses";

    public override (string Name, string Type, string Text)[] Members => [("priority!", "string", "low, normal, high or urgent")];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation)
    {
        var priority = Priority.Normal;
        if (body.Text("priority", 16, required: true) is { } word && !Priorities.TryGetValue(word, out priority))
            body.Errors.Add("priority", Rule.OneOf, string.Join(", ", Priorities.Keys));
        return new(new SetPriority { Priority = priority });
    }
}
