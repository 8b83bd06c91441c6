using System.Runtime.CompilerServices;
using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;
using SocialCrm.Api.Observability;
using SocialCrm.Api.Problems;
using SocialCrm.Figures;
using SocialCrm.Live;

namespace SocialCrm.Api.Cluster;

/// <summary>What operators see and do: <c>/api/cluster</c>, the page <c>/cluster</c>, <c>/metrics</c>, and draining.</summary>
internal static class ClusterFeature
{
    public static IServiceCollection AddCluster(this IServiceCollection services) => services.AddFigures().AddSingleton<ClusterReader>();

    public static void MapCluster(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        services.GetRequiredService<ResidentActors>().Publish();
        // Named before the first event: an alert on a metric that isn't there yet never fires.
        foreach (var type in (Type[])[typeof(Metrics), typeof(LiveMetrics)]) RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        var reader = services.GetRequiredService<ClusterReader>();
        var figures = services.GetRequiredService<ClusterFigures>();
        var readings = services.GetRequiredService<Readings>();
        routes.MapGet("/api/cluster", async context => await context.JsonAsync(await reader.ReadAsync(context.RequestAborted), ApiJson.Cluster))
            .Needs(Permissions.Figures)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Cluster", "The processes with their figures of the last minute, and the actors in memory") { Answer = AnswerSchema.Of(ApiJson.Cluster) });
        routes.MapPost("/api/cluster/silos/{id}/drain", async context =>
            {
                var found = await figures.DrainAsync(context.Request.RouteValues["id"] as string ?? "", context.RequestAborted);
                if (found) context.Response.StatusCode = StatusCodes.Status202Accepted;
                else await context.ProblemAsync(ProblemType.NotFound);
            })
            .Needs(Permissions.Configure)
            .Describe(new Description("Cluster", "Drains a process: it stops taking, finishes what is in flight, hands over, and ends") { Status = 202, Refusals = [404] });
        routes.MapGet("/metrics", async context =>
            {
                readings.Observe();
                context.Response.ContentType = PrometheusText.ContentType;
                await context.Response.WriteAsync(PrometheusText.Of(readings.All), context.RequestAborted);
            })
            .Needs(Permissions.Figures)
            .Describe(new Description("Cluster", "This process's metrics in Prometheus' text format") { Answer = AnswerSchema.Plain });
        routes.MapGet("/cluster", async context => await ClusterPage.WriteAsync(context, await reader.ReadAsync(context.RequestAborted)))
            .Needs(Permissions.Figures)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Pages", "The operators' page") { Answer = AnswerSchema.Html });
        routes.MapGet(ClusterPage.ScriptPath, ClusterPage.WriteScriptAsync)
            .IsOpen()
            .Describe(new Description("Pages", "The script of the operators' page") { Answer = AnswerSchema.Script });
    }
}
