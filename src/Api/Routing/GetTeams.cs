using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;
using SocialCrm.Routing;

namespace SocialCrm.Api.Routing;

/// <summary><c>GET /api/teams</c>: those configured, in their order.</summary>
internal sealed class GetTeams(IConfigurations configurations)
{
    public Task HandleAsync(HttpContext context) => context.JsonAsync(
        new TeamsView
        {
            Items = [.. configurations.Current.Routing.Teams.Values.Select(static t => new TeamView { Name = t.Name, Title = t.Title.ToView(), Members = [.. t.Members] })],
        },
        ApiJson.Teams);
}
