using SocialCrm.Api.Access;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Documentation;

internal static class DocumentationFeature
{
    public static IServiceCollection AddDocumentation(this IServiceCollection services)
    {
        // The schemas follow the answers: the same names, the same converters.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = ApiJson.Schema.PropertyNamingPolicy;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiContext.Default);
        });
        return services.AddOpenApi("v1", options => options.AddDocumentTransformer<DocumentTransformer>());
    }

    public static void MapDocumentation(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi/{documentName}.json").IsOpen();
}
