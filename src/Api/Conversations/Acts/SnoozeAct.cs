using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Conversations.Acts;

internal sealed class SnoozeAct(IGrainFactory grains) : ActEndpoint(grains)
{
    public override string Name => "snooze";

    public override string Summary => "Puts it aside until a time, or until the customer writes";

    public override (string Name, string Type, string Text)[] Members => [("until!", "time", "A time to come, with its offset")];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation) =>
        new(new Snooze { Until = body.Time("until", required: true) ?? default });
}
