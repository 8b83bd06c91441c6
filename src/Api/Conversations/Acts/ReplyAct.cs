using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Interactions.Reading;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Conversations.Acts;

internal sealed class ReplyAct(IGrainFactory grains) : ActEndpoint(grains)
{
    public override string Name => "replies";

    public override string Summary => "Writes to the customer";

    public override (string Name, string Type, string Text)[] Members =>
    [
        ("text!", "string", "Up to 256 KiB of UTF-8; empty only with an attachment"),
        ("inReplyTo", "string", "The externalId that is answered; else the newest of the customer's"),
        ("public", "boolean", "Else as the conversation is"),
        ("subject", "string", ""),
        ("attachments", "attachments", "Up to 50"),
    ];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation)
    {
        var attachments = body.Attachments();
        return new(new Reply
        {
            Text = body.Message(attachments),
            InReplyTo = body.Text("inReplyTo", Limits.IdCharacters),
            Public = body.Flag("public"),
            Subject = body.Text("subject", Limits.SubjectCharacters, isText: true),
            Attachments = attachments,
            Name = principal.DisplayName,
        });
    }
}
