using Orleans;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Agents;

/// <summary><c>GET /api/me/views</c>.</summary>
internal sealed class GetViews(IGrainFactory grains)
{
    public async Task HandleAsync(HttpContext context) => await context.JsonAsync(await grains.Me(context).ViewsAsync(), ApiJson.Views);
}
