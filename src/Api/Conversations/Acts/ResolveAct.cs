using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Conversations.Acts;

internal sealed class ResolveAct(IGrainFactory grains) : ActEndpoint(grains)
{
    public override string Name => "resolve";

    public override string Summary => "Settles it, until the customer writes again";

    public override (string Name, string Type, string Text)[] Members => [("note", "string", "")];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation) =>
        new(new Resolve { Note = body.Text("note", Words.NoteCharacters, isText: true) });
}
