using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;
using SocialCrm.Templates;

namespace SocialCrm.Api.Templates;

internal static class TemplatesFeature
{
    public static IServiceCollection AddTemplates(this IServiceCollection services) => services.AddSingleton<ListTemplates>();

    public static void MapTemplates(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/templates", routes.ServiceProvider.GetRequiredService<ListTemplates>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Templates", "Texts to begin an answer with, in the order of the templates document")
            {
                Detail = $"They are as written: whoever shows them fills in {string.Join(", ", Placeholders.All)} (the customer's name, the agent's, the company's account). Nothing is sent by itself. At most {TemplateSet.Max}.",
                Query = [new Parameter("conversation", "string", "Only those that fit this conversation as it is now")],
                Answer = AnswerSchema.Of(ApiJson.Templates),
                Refusals = [400, 404, 503],
            });
}
