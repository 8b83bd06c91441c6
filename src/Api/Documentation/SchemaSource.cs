using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SocialCrm.Api.Documentation;

/// <summary>Makes the schemas of answers that are written from types: each once, in the document's components.</summary>
internal sealed class SchemaSource(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
{
    public async Task<IOpenApiSchema> OfAsync(Type type)
    {
        var name = NameOf(type);
        if (document.Components?.Schemas?.ContainsKey(name) != true)
            document.AddComponent(name, await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellation));
        return new OpenApiSchemaReference(name, document);
    }

    private static string NameOf(Type type) =>
        type.IsGenericType ? string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
}
