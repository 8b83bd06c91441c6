using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Conversations.Acts;

internal sealed class ReopenAct(IGrainFactory grains) : ActEndpoint(grains)
{
    public override string Name => "reopen";

    public override string Summary => "Opens a resolved or snoozed one again";

    public override (string Name, string Type, string Text)[] Members => [];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation) => new(new Reopen());
}
