using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using Xunit;

namespace SocialCrm.Api.Tests.Documentation;

[Collection(SharedHost.Name)]
public sealed class OpenApiTests(ApiHost host)
{
    [Fact]
    public async Task Document_has_every_route_and_method()
    {
        using var client = host.NewClient();
        using var document = await ApiHost.ReadAsync(await client.GetAsync("openapi/v1.json"));
        var paths = document.RootElement.GetProperty("paths");
        var routes = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => !e.RoutePattern.RawText!.StartsWith("/hub/", StringComparison.Ordinal) && !e.RoutePattern.RawText.StartsWith("/openapi/", StringComparison.Ordinal)).ToList();
        Assert.True(routes.Count > 25);
        foreach (var route in routes)
        {
            var path = DocumentTransformer.PathOf(route.RoutePattern);
            Assert.True(paths.TryGetProperty(path, out var item), path);
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
                Assert.True(item.TryGetProperty(method.ToLowerInvariant(), out _), $"{method} {path}");
        }
    }

    [Fact]
    public void All_routes_say_what_they_need() => Assert.All(
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(),
        endpoint => Assert.True(endpoint.Metadata.GetMetadata<Needs>() is not null, endpoint.DisplayName));

    [Fact]
    public async Task Document_describes_bodies_answers_problems_and_security()
    {
        using var client = host.NewClient();
        using var document = await ApiHost.ReadAsync(await client.GetAsync("openapi/v1.json"));
        var root = document.RootElement;
        var take = root.GetProperty("paths").GetProperty("/api/interactions").GetProperty("post");
        Assert.Equal("#/components/schemas/Interaction", Schema(take.GetProperty("requestBody")).GetProperty("oneOf")[0].GetProperty("$ref").GetString());
        foreach (var status in new[] { "400", "401", "403", "413", "415", "429", "503" })
        {
            Assert.Equal("#/components/schemas/Problem", take.GetProperty("responses").GetProperty(status).GetProperty("content").GetProperty("application/problem+json")
                .GetProperty("schema").GetProperty("$ref").GetString());
        }

        Assert.Equal(2, take.GetProperty("security").GetArrayLength());
        var schemas = root.GetProperty("components").GetProperty("schemas");
        Assert.Equal(
            ["account", "at", "attachments", "author", "automatic", "channel", "customer", "direction", "externalId", "inReplyTo", "language", "metadata", "permalink", "public", "sentiment", "subject", "text", "thread"],
            schemas.GetProperty("Interaction").GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        var customer = Schema(root.GetProperty("paths").GetProperty("/api/customers/{id}").GetProperty("get").GetProperty("responses").GetProperty("200"));
        Assert.Equal("#/components/schemas/CustomerView", customer.GetProperty("$ref").GetString());
        Assert.True(schemas.GetProperty("CustomerView").GetProperty("properties").TryGetProperty("openConversations", out _));
        Assert.Equal(["apiKey", "session"], root.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Document_refers_only_to_what_it_has()
    {
        using var client = host.NewClient();
        using var document = await ApiHost.ReadAsync(await client.GetAsync("openapi/v1.json"));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => "#/components/schemas/" + s.Name).ToHashSet(StringComparer.Ordinal);
        var references = References(document.RootElement).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(references);
        Assert.Subset(schemas, references);
    }

    private static JsonElement Schema(JsonElement holder) => holder.GetProperty("content").GetProperty("application/json").GetProperty("schema");

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => m.Name == "$ref" ? [m.Value.GetString()!] : References(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
