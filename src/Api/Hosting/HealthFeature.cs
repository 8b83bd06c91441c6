using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Problems;
using SocialCrm.Silo.Hosting;

namespace SocialCrm.Api.Hosting;

internal static class HealthFeature
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<Readiness>();

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var readiness = routes.ServiceProvider.GetRequiredService<Readiness>();
        routes.MapGet("/healthz/live", static context => context.JsonAsync(static json => json.WriteString("status"u8, "alive"u8)))
            .IsOpen(unlimited: true)
            .Describe(new Description("Health", "Whether the process runs") { Answer = Schema });
        routes.MapGet("/healthz/ready", async (HttpContext context) =>
            {
                var isReady = await readiness.IsReadyAsync(context.RequestAborted);
                context.Response.Headers.CacheControl = "no-store";
                if (isReady) await context.JsonAsync(static json => json.WriteString("status"u8, "ready"u8));
                else await context.ProblemAsync(Failures.Unavailable);
            })
            .IsOpen(unlimited: true)
            .Describe(new Description("Health", "Whether it can accept and commit") { Answer = Schema, Refusals = [503] });
    }

    private static readonly AnswerSchema Schema = AnswerSchema.Object(("status!", "string", ""));
}
