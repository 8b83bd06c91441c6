using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Conversations.Acts;

internal sealed class ClaimAct(IGrainFactory grains) : ActEndpoint(grains)
{
    public override string Name => "claim";

    public override string Summary => "Takes it for oneself";

    public override (string Name, string Type, string Text)[] Members => [];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation) => new(new Claim());
}
