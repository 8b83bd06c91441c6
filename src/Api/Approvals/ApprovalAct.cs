using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Conversations.Acts;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Approvals;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Approvals;

internal sealed class ApprovalAct(IGrainFactory grains) : ActEndpoint(grains)
{
    public override string Name => "approval";

    public override string Summary => "Grants or declines the approval that a rule asked for";

    public override (string Name, string Type, string Text)[] Members =>
        [("granted!", "boolean", "False: not like this; the answer still has to wait"), ("note", "string", "For whoever answers; kept with who decided")];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation)
    {
        var before = body.Errors.Count;
        var granted = body.Flag("granted");
        if (granted is null && body.Errors.Count == before) body.Errors.Add("granted", Rule.Required);
        return new(new DecideApproval { Granted = granted ?? false, Note = body.Text("note", Words.NoteCharacters, isText: true) });
    }
}
