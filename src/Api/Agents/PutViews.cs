using Orleans;
using SocialCrm.Agents;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Agents;

/// <summary><c>PUT /api/me/views</c>: all of them, or nothing changes.</summary>
internal sealed class PutViews(IGrainFactory grains)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var command = new SaveViews { Views = ViewsOf(body), ExpectedVersion = body.Number("expectedVersion") };
        if (!await body.FinishAsync(context)) return;
        var saved = await grains.Me(context).SaveViewsAsync(command);
        await (saved.IsStale ? context.StaleAsync(saved.Now, ApiJson.Views) : context.JsonAsync(saved.Now, ApiJson.Views));
    }

    private static List<SavedView> ViewsOf(JsonBody body)
    {
        var views = new List<SavedView>();
        if (body.NeededArray("views", SavedViews.MaxViews) is not { } array) return views;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in array.EnumerateArray())
        {
            var field = $"views[{views.Count}]";
            var view = ViewReader.Read(item, field, body.Errors);
            if (view.Name.Length > 0 && !names.Add(view.Name)) body.Errors.Add(field + ".name", Rule.SameName);
            views.Add(view);
        }

        return views;
    }
}
