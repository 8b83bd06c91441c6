using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Access.People;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Conversations.Acts;

internal sealed class HandOverAct(IGrainFactory grains, PeopleCache people, IConfigurations configurations) : ActEndpoint(grains)
{
    public override string Name => "handover";

    public override string Summary => "Gives it on to an agent or a queue, with a note";

    public override (string Name, string Type, string Text)[] Members =>
    [
        ("assignee", "string", "A sign-in name; exactly one of assignee and queue"),
        ("queue", "string", ""),
        ("note!", "string", "What the next one has to know"),
    ];

    protected override async ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation)
    {
        var before = body.Errors.Count;
        var assignee = await body.AssigneeAsync(people, configurations.Current.Routing, cancellation);
        var queue = body.Text("queue", Words.QueueCharacters);
        if (string.IsNullOrWhiteSpace(queue)) queue = null;
        if (queue is not null && !configurations.Current.Routing.HasQueue(queue)) body.Errors.Add("queue", Rule.UnknownQueue);
        if (body.Errors.Count == before && (assignee is null) == (queue is null)) body.Errors.Add("assignee", Rule.AssigneeOrQueue);
        return new HandOver { Assignee = assignee, Queue = queue, Note = body.Text("note", Words.NoteCharacters, required: true, isText: true) ?? "" };
    }
}
