using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using SocialCrm.Api.Access;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Documentation;

/// <summary>Writes the OpenAPI document from the routes themselves, so that none is missing, and from what each says of itself.</summary>
internal sealed class DocumentTransformer(EndpointDataSource endpoints) : IOpenApiDocumentTransformer
{
    private const string KeyScheme = "apiKey";
    private const string SessionScheme = "session";

    /// <summary>What every endpoint that isn't open may answer, too.</summary>
    private static readonly int[] Shared = [401, 403, 429];

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "SocialCrm", Version = "v1", Description = "One live view of every customer, over all channels." };
        document.Servers = [];
        document.Paths = [];
        document.Components ??= new OpenApiComponents();
        document.AddComponent("Problem", HandSchemas.Problem);
        document.AddComponent("Interaction", HandSchemas.Interaction);
        document.AddComponent("InteractionUpdate", HandSchemas.Update);
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key: crm_ and 43 characters" },
            [SessionScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = Access.Sessions.SessionCookie.Name,
                Description = "A person's session, from POST /api/session; what changes something needs X-CSRF-Token as well",
            },
        };

        var source = new SchemaSource(document, context, cancellationToken);
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<Description>() is not { } description) continue;
            var path = PathOf(endpoint.RoutePattern);
            if (!document.Paths.TryGetValue(path, out var item)) document.Paths[path] = item = new OpenApiPathItem();
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                ((OpenApiPathItem)item).AddOperation(new HttpMethod(method), await OperationAsync(endpoint, description, document, source));
        }
    }

    public static string PathOf(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is RoutePatternParameterPart parameter ? $"{{{parameter.Name}}}" : ((RoutePatternLiteralPart)p).Content))));

    private static async Task<OpenApiOperation> OperationAsync(RouteEndpoint endpoint, Description description, OpenApiDocument document, SchemaSource source)
    {
        var needs = endpoint.Metadata.GetMetadata<Needs>() ?? Needs.Unsaid;
        var operation = new OpenApiOperation
        {
            Summary = description.Summary,
            Description = description.Detail,
            Tags = new HashSet<OpenApiTagReference> { new(description.Feature, document) },
            Parameters =
            [
                .. endpoint.RoutePattern.Parameters.Select(p => Of(new Parameter(p.Name, "string", ""), ParameterLocation.Path)),
                .. description.Query.Select(p => Of(p, ParameterLocation.Query)),
                .. description.Headers.Select(p => Of(p, ParameterLocation.Header)),
            ],
            Responses = [],
        };
        if (description.Body is { } body)
            operation.RequestBody = new OpenApiRequestBody { Required = body.IsRequired, Content = Content(body.ContentType, body.Make()) };
        operation.Responses[Code(description.Status)] = new OpenApiResponse
        {
            Description = description.Status == StatusCodes.Status204NoContent ? "Done" : "As asked",
            Content = description.Answer is { } answer ? Content(answer.ContentType, await answer.Make(source)) : null,
        };
        foreach (var status in description.Refusals.Concat(needs.IsOpen ? [429] : Shared).Distinct().Order())
        {
            operation.Responses[Code(status)] = new OpenApiResponse
            {
                Description = string.Join("; ", ProblemType.All.Where(t => t.Status == status).Select(t => Texts.Of(Language.English, t.TitleKey))),
                Content = Content(Problem.ContentType, new OpenApiSchemaReference("Problem", document)),
            };
        }

        if (!needs.IsOpen)
        {
            string[] schemes = needs.IsForPeople ? [SessionScheme] : [KeyScheme, SessionScheme];
            operation.Security = [.. schemes.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] })];
        }

        return operation;
    }

    private static OpenApiParameter Of(Parameter parameter, ParameterLocation location) => new()
    {
        Name = parameter.Name,
        In = location,
        Required = location == ParameterLocation.Path,
        Description = parameter.Text.Length == 0 ? null : parameter.Text,
        Schema = new OpenApiSchema
        {
            Type = parameter.Type switch { "integer" => JsonSchemaType.Integer, "boolean" => JsonSchemaType.Boolean, _ => JsonSchemaType.String },
            Enum = parameter.Values.Count == 0 ? null : HandSchemas.Values(parameter.Values),
        },
    };

    private static Dictionary<string, OpenApiMediaType> Content(string type, IOpenApiSchema schema) =>
        new(StringComparer.Ordinal) { [type] = new OpenApiMediaType { Schema = schema } };

    private static string Code(int status) => status.ToString(CultureInfo.InvariantCulture);
}
