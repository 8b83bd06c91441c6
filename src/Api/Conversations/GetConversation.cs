using Orleans;
using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Conversations;
using SocialCrm.Identities;

namespace SocialCrm.Api.Conversations;

/// <summary><c>GET /api/conversations/{id}</c>: the live state, from the conversation's grain.</summary>
internal sealed class GetConversation(IGrainFactory grains)
{
    private readonly WrittenViews<ConversationView> _written = new(ApiJson.Conversation, static view => view.Version);

    public async Task HandleAsync(HttpContext context)
    {
        if (!ConversationId.TryParse(context.Request.RouteValues["id"] as string, out var id))
        {
            await context.InvalidAsync("id", Rule.ConversationId);
            return;
        }

        var view = await grains.GetGrain<IConversationGrain>(Keys.Of(id)).GetAsync();
        if (view is null) await context.ProblemAsync(ProblemType.NotFound);
        else await _written.SendAsync(context, view);
    }
}
