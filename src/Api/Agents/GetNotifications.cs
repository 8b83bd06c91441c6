using Orleans;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Agents;

/// <summary><c>GET /api/me/notifications</c>.</summary>
internal sealed class GetNotifications(IGrainFactory grains)
{
    public async Task HandleAsync(HttpContext context) => await context.JsonAsync(await grains.Me(context).NotificationsAsync(), ApiJson.Notifications);
}
