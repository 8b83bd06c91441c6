using System.Globalization;
using System.Text.Json;
using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;
using SocialCrm.Silo.Hosting;

namespace SocialCrm.Api.Hosting;

internal static class HealthFeature
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<Readiness>();

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var readiness = routes.ServiceProvider.GetRequiredService<Readiness>();
        var configurations = routes.ServiceProvider.GetRequiredService<Configurations>();
        routes.MapGet("/healthz/live", static context => context.JsonAsync(static json => json.WriteString("status"u8, "alive"u8)))
            .IsOpen(unlimited: true)
            .Describe(new Description("Health", "Whether the process runs") { Answer = Schema });
        routes.MapGet("/healthz/ready", async (HttpContext context) =>
            {
                var isReady = await readiness.IsReadyAsync(context.RequestAborted);
                context.Response.Headers.CacheControl = "no-store";
                if (isReady) await context.JsonAsync(json => WriteReady(json, configurations.Unreadable));
                else await context.ProblemAsync(Failures.Unavailable);
            })
            .IsOpen(unlimited: true)
            .Describe(new Description("Health", "Whether it can accept and commit") { Answer = Schema, Refusals = [503] });
    }

    private static readonly AnswerSchema Schema = AnswerSchema.Object(("status!", "string", ""), ("unreadable", "strings", "Documents of the configuration that this program can't read, as KIND VERSION; what was before them is in force"));

    /// <summary>A document that this program can't read is no reason to take nothing in.</summary>
    private static void WriteReady(Utf8JsonWriter json, IReadOnlyList<UnreadableDocument> unreadable)
    {
        json.WriteString("status"u8, "ready"u8);
        if (unreadable.Count == 0) return;
        json.WriteStartArray("unreadable"u8);
        foreach (var document in unreadable) json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{document.Kind} {document.Version}"));
        json.WriteEndArray();
    }
}
