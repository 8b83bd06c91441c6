using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Access.People;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Conversations.Acts;

internal sealed class AssignAct(IGrainFactory grains, PeopleCache people, IConfigurations configurations) : ActEndpoint(grains)
{
    public override string Name => "assignment";

    public override string Summary => "Gives it to an agent, or to nobody";

    public override (string Name, string Type, string Text)[] Members => [("assignee!", "string", "A sign-in name; null for nobody")];

    protected override async ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation)
    {
        if (!body.Has("assignee")) body.Errors.Add("assignee", Rule.Required);
        return new Assign { Assignee = await body.AssigneeAsync(people, configurations.Current.Routing, cancellation) };
    }
}
