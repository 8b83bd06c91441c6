using Orleans;
using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Api.Routing;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Templates;

namespace SocialCrm.Api.Templates;

/// <summary><c>GET /api/templates?conversation=</c>: all of them, or those that fit a conversation as it is now.</summary>
internal sealed class ListTemplates(IGrainFactory grains, IConfigurations configurations)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        ConversationId? id = null;
        if (query.Text("conversation") is { } text)
        {
            if (ConversationId.TryParse(text, out var parsed)) id = parsed;
            else query.Errors.Add("conversation", Rule.ConversationId);
        }

        if (!await query.FinishAsync(context)) return;
        var conversation = id is { } asked ? await grains.GetGrain<IConversationGrain>(Keys.Of(asked)).GetAsync() : null;
        if (id is not null && conversation is null)
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        var templates = configurations.Current.Templates.Ordered.Where(t => conversation is null || t.When.Fits(conversation));
        await context.JsonAsync(new TemplatesView { Items = [.. templates.Select(ViewOf)] }, ApiJson.Templates);
    }

    private static TemplateView ViewOf(ReplyTemplate template) => new()
    {
        Id = template.Id,
        Title = template.Title.ToView(),
        Texts = [.. template.Texts.Select(static t => new TemplateTextView { Language = t.Language, Text = t.Text })],
    };
}
