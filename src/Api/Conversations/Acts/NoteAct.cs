using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Conversations.Acts;

internal sealed class NoteAct(IGrainFactory grains) : ActEndpoint(grains)
{
    public override string Name => "notes";

    public override string Summary => "Writes for colleagues";

    public override (string Name, string Type, string Text)[] Members =>
        [("text!", "string", "Up to 256 KiB of UTF-8; empty only with an attachment"), ("attachments", "attachments", "Up to 50")];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation)
    {
        var attachments = body.Attachments();
        return new(new Note { Text = body.Message(attachments), Attachments = attachments, Name = principal.DisplayName });
    }
}
