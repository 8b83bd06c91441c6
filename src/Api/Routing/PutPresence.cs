using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Routing;

namespace SocialCrm.Api.Routing;

/// <summary><c>PUT /api/agents/me/presence</c>: lasts a minute and a half; say it again in time.</summary>
internal sealed class PutPresence(IGrainFactory grains)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var word = body.Text("presence", maxCharacters: 16, required: true);
        var isKnown = PresenceWords.TryParse(word, out var presence);
        if (word is not null && !isKnown) body.Errors.Add("presence", Rule.OneOf, string.Join(", ", PresenceWords.All.Select(static p => p.Word)));
        if (!await body.FinishAsync(context)) return;
        await context.JsonAsync(await grains.GetGrain<IDeskGrain>(Keys.Desk).SayAsync(context.Principal().Name, presence), ApiJson.Presence);
    }
}
