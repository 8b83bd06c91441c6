using System.Text.Json.Serialization.Metadata;

namespace SocialCrm.Api.Documentation;

/// <summary>What the OpenAPI document says of an endpoint. Kept beside the route; endpoints that bind nothing have no signature to read it from.</summary>
/// <param name="Feature">The tag that it is listed under.</param>
/// <param name="Summary">One line: what it does.</param>
internal sealed record Description(string Feature, string Summary)
{
    public string? Detail { get; init; }

    /// <summary>Query parameters; those of the path are known from the route.</summary>
    public IReadOnlyList<Parameter> Query { get; init; } = [];

    public IReadOnlyList<Parameter> Headers { get; init; } = [];

    /// <summary>A schema of the body; null when there is none.</summary>
    public BodySchema? Body { get; init; }

    /// <summary>The status of success.</summary>
    public int Status { get; init; } = 200;

    /// <summary>A schema of the answer; null for an empty one.</summary>
    public AnswerSchema? Answer { get; init; }

    /// <summary>The statuses of its own refusals; those that all share are added.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];

    public static readonly Parameter Limit = new("limit", "integer", "How many rows: 1 to 200, default 50");
    public static readonly Parameter IdempotencyKey = new("Idempotency-Key", "string", "The same key and body again changes nothing and answers the state; another body is a 422");
}

/// <param name="Type">string, integer or boolean.</param>
internal sealed record Parameter(string Name, string Type, string Text)
{
    /// <summary>The only values; empty for any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>An answer's schema: of a type, or written by hand.</summary>
internal sealed record AnswerSchema(Func<SchemaSource, Task<Microsoft.OpenApi.IOpenApiSchema>> Make, string ContentType = "application/json")
{
    public static AnswerSchema Of<T>(JsonTypeInfo<T> type) => new(source => source.OfAsync(type.Type));

    public static readonly AnswerSchema Receipts = new(_ => Task.FromResult(HandSchemas.Receipts));

    public static readonly AnswerSchema UpdateReceipts = new(_ => Task.FromResult(HandSchemas.UpdateReceipts));

    public static AnswerSchema Object(params (string Name, string Type, string Text)[] members) => new(_ => Task.FromResult<Microsoft.OpenApi.IOpenApiSchema>(HandSchemas.Object(members)));

    public static AnswerSchema List(params (string Name, string Type, string Text)[] members) => new(_ => Task.FromResult<Microsoft.OpenApi.IOpenApiSchema>(HandSchemas.List(members)));

    public static AnswerSchema TextOf(string contentType) => new(_ => Task.FromResult(HandSchemas.Text), contentType);

    public static readonly AnswerSchema Plain = new(_ => Task.FromResult(HandSchemas.Text), "text/plain");

    public static readonly AnswerSchema Script = new(_ => Task.FromResult(HandSchemas.Text), "text/javascript");

    public static readonly AnswerSchema Html = new(_ => Task.FromResult(HandSchemas.Text), "text/html");
}

/// <summary>A body's schema, written by hand because bodies are read by hand.</summary>
internal sealed record BodySchema(Func<Microsoft.OpenApi.IOpenApiSchema> Make, bool IsRequired = true, string ContentType = "application/json")
{
    /// <summary>Anything of a text's media type.</summary>
    public static BodySchema Text(string contentType) => new(() => HandSchemas.Text, ContentType: contentType);

    public static readonly BodySchema Interactions = new(() => HandSchemas.Interactions);

    public static readonly BodySchema Updates = new(() => HandSchemas.Updates);

    /// <param name="members">Names with a trailing <c>!</c> are required; types are string, integer, boolean, time, strings, attachments, views or means.</param>
    public static BodySchema Object(params (string Name, string Type, string Text)[] members) =>
        new(() => HandSchemas.Object(members), members.Any(m => m.Name.EndsWith('!')));
}

internal static class DescriptionExtensions
{
    public static TBuilder Describe<TBuilder>(this TBuilder builder, Description description) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(description));
        return builder;
    }
}
