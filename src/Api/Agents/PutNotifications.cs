using Orleans;
using SocialCrm.Agents;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Agents;

/// <summary><c>PUT /api/me/notifications</c>: every choice is said, so that none changes by being forgotten.</summary>
internal sealed class PutNotifications(IGrainFactory grains)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var command = new SaveNotifications
        {
            Choices = new NotificationChoices { Assigned = Means(body, "assigned"), Message = Means(body, "message"), Due = Means(body, "due") },
            ExpectedVersion = body.Number("expectedVersion"),
        };
        if (!await body.FinishAsync(context)) return;
        var saved = await grains.Me(context).SaveNotificationsAsync(command);
        await (saved.IsStale ? context.StaleAsync(saved.Now, ApiJson.Notifications) : context.JsonAsync(saved.Now, ApiJson.Notifications));
    }

    /// <summary>Each once, in the order of <see cref="NotificationChoices.Means"/>: the same choices are the same state.</summary>
    private static List<string> Means(JsonBody body, string name)
    {
        var all = NotificationChoices.Means;
        if (body.NeededArray(name, all.Count) is null) return [];
        var chosen = body.Words(name, all.Count, word => all.Contains(word, StringComparer.Ordinal) ? null : Rule.OneOf, string.Join(", ", all));
        return [.. all.Where(chosen.Contains)];
    }
}
