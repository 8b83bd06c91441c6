using System.Text.Json;
using SocialCrm.Access;
using SocialCrm.Api.Documentation;

namespace SocialCrm.Api.Access.Keys;

internal static class KeysFeature
{
    public static IServiceCollection AddKeys(this IServiceCollection services) =>
        services.AddSingleton<KeyCache>().AddSingleton<CreateKey>().AddSingleton<ListKeys>().AddSingleton<RevokeKey>();

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet("/api/keys", services.GetRequiredService<ListKeys>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Access", "The API keys, without their secrets") { Answer = AnswerSchema.List(Members) });
        routes.MapPost("/api/keys", services.GetRequiredService<CreateKey>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Access", "Makes an API key; its secret is shown in this answer only")
            {
                Body = BodySchema.Object(("name!", "string", "What it is for"), ("scopes!", "strings", "Of ingest, read, act, configure")),
                Status = 201,
                Answer = AnswerSchema.Object([.. Members, ("secret!", "string", "Send it as Authorization: Bearer")]),
                Refusals = [400, 413, 415],
            });
        routes.MapDelete("/api/keys/{id}", services.GetRequiredService<RevokeKey>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Access", "Revokes an API key: at once here, within seconds in other processes") { Status = 204, Refusals = [404] });
    }

    /// <summary>A key as answers show it.</summary>
    public static void Write(Utf8JsonWriter json, ApiKey key)
    {
        json.WriteString("id"u8, key.Id);
        json.WriteString("name"u8, key.Name);
        json.WriteStartArray("scopes"u8);
        foreach (var scope in key.Scopes) json.WriteStringValue(scope);
        json.WriteEndArray();
        json.WriteString("createdAt"u8, key.CreatedAt.UtcDateTime);
        if (key.RevokedAt is { } at) json.WriteString("revokedAt"u8, at.UtcDateTime);
        else json.WriteNull("revokedAt"u8);
    }

    private static readonly (string Name, string Type, string Text)[] Members =
    [
        ("id!", "string", ""), ("name!", "string", ""), ("scopes!", "strings", ""), ("createdAt!", "time", ""), ("revokedAt", "time", "null while it is in force"),
    ];
}
